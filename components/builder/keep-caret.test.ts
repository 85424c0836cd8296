import fc from "fast-check";
import { expect, test } from "vitest";
import { movedOffset } from "./keep-caret";

test.each([
  ["before the change it stays", "abc def", "abc XYZ", 2, 2],
  ["behind the change it goes along", "abc def", "abcdef", 7, 6],
  ["behind an insertion too", "https://a.example", "https://api.a.example", 17, 21],
  ["within what was replaced it stays within the new", "abc def ghi", "abc x ghi", 6, 5],
])("%s", (_, before, after, offset, expected) => {
  expect(movedOffset(before, after, offset)).toBe(expected);
});

test("it is always a place of the new text", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(30), (before, after, place) => {
      const offset = Math.min(place, before.length);
      const moved = movedOffset(before, after, offset);
      expect(moved).toBeGreaterThanOrEqual(0);
      expect(moved).toBeLessThanOrEqual(after.length);
      if (before === after) expect(moved).toBe(offset);
    }),
  );
});
