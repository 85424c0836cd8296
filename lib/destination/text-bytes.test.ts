import fc from "fast-check";
import { expect, test } from "vitest";
import { nastyText } from "@/lib/testing/definitions";
import { textBytes } from "./text-bytes";

test("the bytes of any text are those of its UTF-8, lone surrogates included", () => {
  fc.assert(
    fc.property(nastyText, (text) => {
      expect(textBytes(text)).toBe(new TextEncoder().encode(text).length);
    }),
    { numRuns: 1_000 },
  );
});
