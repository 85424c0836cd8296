import fc from "fast-check";
import { expect, test } from "vitest";
import { nastyText } from "@/lib/testing/definitions";
import { foldSame, lineDiff } from "./line-diff";

test("what changed in a line is marked in both", () => {
  const [, removed, added] = lineDiff('{\n"size": 10', '{\n"size": 500');
  expect(removed).toMatchObject({ kind: "removed", text: '"size": 10', before: 2 });
  expect(added?.stretches).toEqual([
    { text: '"size": ', isChanged: false },
    { text: "500", isChanged: true },
  ]);
});

test("an empty text has no line, so that what is new is only added", () => {
  expect(lineDiff("", "a\nb").map(({ kind }) => kind)).toEqual(["added", "added"]);
  expect(lineDiff("", "")).toEqual([]);
});

test("long stretches are folded, and three lines stay around a change", () => {
  const text = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
  const folded = foldSame(lineDiff(text.join("\n"), text.with(9, "other").join("\n")));
  expect(folded[0]).toEqual({ kind: "folded", count: 6, after: 1 });
  expect(folded.at(-1)).toEqual({ kind: "folded", count: 7, after: 14 });
  expect(folded).toHaveLength(1 + 3 + 2 + 3 + 1);
});

const anyLines = fc
  .array(fc.oneof(fc.constantFrom("a", "b", ""), nastyText), { maxLength: 12 })
  .map((lines) => lines.join("\n"));

test("the old lines are the old text, the new lines the new one, folded or not", () => {
  fc.assert(
    fc.property(anyLines, anyLines, (before, after) => {
      const lines = lineDiff(before, after);
      const textOf = (kind: string) =>
        lines.filter((line) => line.kind === kind || line.kind === "same").map(({ text }) => text);
      const split = (text: string) => (text === "" ? [] : text.split(/\r\n|\n|\r/));
      expect(textOf("removed")).toEqual(split(before));
      expect(textOf("added")).toEqual(split(after));
      const count = foldSame(lines).reduce((sum, line) => sum + (line.kind === "folded" ? line.count : 1), 0);
      expect(count).toBe(lines.length);
      for (const { text, stretches } of lines) {
        if (stretches) expect(stretches.map((stretch) => stretch.text).join("")).toBe(text);
      }
    }),
  );
});
