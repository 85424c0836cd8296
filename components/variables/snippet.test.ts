import fc from "fast-check";
import { expect, test } from "vitest";
import { snippetAt } from "./snippet";

const cut = (text: string, token: string, reach?: number) => {
  const start = text.indexOf(token);
  return snippetAt(text, { start, end: start + token.length }, reach);
};

test("a short text is shown whole", () => {
  expect(cut("$region/lists/$list_id/add", "$list_id")).toEqual({
    before: "$region/lists/",
    token: "$list_id",
    after: "/add",
  });
});

test("a long line is cut at both sides, and only its own line is shown", () => {
  const text = `{\n    "identifiers_of_users": ["a",  $items, "and so on"],\n  "x": 1\n}`;
  expect(cut(text, "$items", 12)).toEqual({
    before: '…ers": ["a", ',
    token: "$items",
    after: ', "and so on…',
    line: 2,
  });
});

test("no character is cut in half, and a range beyond the text is held to it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 9 }), (...given) => {
      const [text, start, length, reach] = given;
      const { before, token, after } = snippetAt(text, { start, end: start + length }, reach);
      expect(text).toContain(token);
      expect(before.length).toBeLessThanOrEqual(reach + 1);
      expect(after.length).toBeLessThanOrEqual(reach + 1);
    }),
  );
  expect(snippetAt("😀😀$a😀😀", { start: 4, end: 6 }, 3)).toEqual({ before: "…😀", token: "$a", after: "😀…" });
});
