import fc from "fast-check";
import { expect, test } from "vitest";
import { textPieces } from "@/components/text-editor/text-pieces";
import { parseTemplate } from "@/lib/destination/template/parse";
import { templateLooks } from "./template-looks";

const drawn = (text: string) =>
  textPieces(text, templateLooks(parseTemplate(text, "text")), []).map(
    ({ start, end, look }) => `${look}:${text.slice(start, end)}`,
  );

test("tokens and their filters stand out", () => {
  expect(drawn("/a/$list_id/${name | upper | lower}")).toEqual([
    "text:/a/",
    "variable:$list_id",
    "text:/",
    "variable:${name | ",
    "filter:upper",
    "variable: | ",
    "filter:lower",
    "variable:}",
  ]);
  expect(drawn("")).toEqual([]);
  expect(drawn("plain $$5")).toEqual(["text:plain $$5"]);
});

test("whatever the text, its tokens stand out and nothing else does", () => {
  const piece = fc.oneof(
    fc.constantFrom("$a", "${b | lower", "}", "$$", "${", " | upper"),
    fc.string({ unit: "binary", maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      const template = parseTemplate(text, "text");
      const isInToken = (at: number) => template.tokens.some(({ range }) => range.start <= at && at < range.end);
      for (const { start, look } of textPieces(text, templateLooks(template), [])) {
        expect(look !== "text").toBe(isInToken(start));
      }
    }),
    { numRuns: 500 },
  );
});
