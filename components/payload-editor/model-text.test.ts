import fc from "fast-check";
import { expect, test } from "vitest";
import { changedPart, editorRange, editorText } from "./model-text";

const anyText = fc.string({ unit: fc.constantFrom("a", "b", "\n", "\r\n", "é", "😀", "\ud83d", '"'), maxLength: 30 });

test("the edit between two texts turns the one into the other and cuts no character in two", () => {
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const { range, text } = changedPart(before, after);
      expect(before.slice(0, range.start) + text + before.slice(range.end)).toBe(after);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
    }),
  );
  expect(changedPart("a😀b", "a😁b")).toEqual({ range: { start: 1, end: 3 }, text: "😁" });
  expect(changedPart("aaa", "aa")).toEqual({ range: { start: 2, end: 3 }, text: "" });
  expect(changedPart("same", "same")).toEqual({ range: { start: 4, end: 4 }, text: "" });
});

test("the editor's text has plain line ends and no byte order mark", () => {
  expect(editorText("\ufeffa\r\nb\rc\nd")).toBe("a\nb\nc\nd");
  expect(editorText("a\ufeff")).toBe("a\ufeff");
});

test("a range of the stored text is at the same characters in the editor's", () => {
  const stored = '\ufeff{\r\n  "a": "$x"\r\n}';
  const at = stored.indexOf("$x");
  const { start, end } = editorRange(stored, { start: at, end: at + 2 });
  expect(editorText(stored).slice(start, end)).toBe("$x");
  expect(editorRange(stored, { start: 0, end: 1 })).toEqual({ start: 0, end: 0 });
  expect(editorRange("a\nb", { start: 1, end: 3 })).toEqual({ start: 1, end: 3 });
});
