import { expect, test } from "vitest";
import { parseCodes } from "./parse-codes";

test("codes are separated by commas, trimmed, and there once", () => {
  expect(parseCodes(" 404, not_found ,404,, 4* ")).toEqual({ ok: true, value: ["404", "not_found", "4*"] });
  expect(parseCodes("  ")).toEqual({ ok: true, value: [] });
});

test("what the document can't hold is said, not cut", () => {
  expect(parseCodes("x".repeat(301))).toMatchObject({ ok: false });
  expect(parseCodes(Array.from({ length: 101 }, (_, index) => `c${index}`).join(","))).toMatchObject({ ok: false });
});
