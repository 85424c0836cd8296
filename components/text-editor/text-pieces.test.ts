import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Severity } from "@/lib/destination/finding";
import { type LookRange, onOneLine, textPieces, withLineFeeds } from "./text-pieces";

type Mark = { severity: Severity; range?: { start: number; end: number } };

const drawn = (text: string, looks: LookRange[], findings: Mark[] = []) =>
  textPieces(text, looks, findings).map(({ start, end, look, severity }) => {
    const piece = `${look}:${text.slice(start, end)}`;
    return severity ? `${piece}:${severity}` : piece;
  });

describe("pieces", () => {
  test("one look may lie inside another", () => {
    const looks: LookRange[] = [
      { start: 1, end: 7, look: "variable" },
      { start: 3, end: 5, look: "filter" },
      { start: 8, end: 9, look: "sign" },
    ];
    expect(drawn("abcdefghij", looks)).toEqual([
      "text:a",
      "variable:bc",
      "filter:de",
      "variable:fg",
      "text:h",
      "sign:i",
      "text:j",
    ]);
    expect(drawn("", [])).toEqual([]);
  });

  test("the gravest finding marks exactly its range", () => {
    const findings: Mark[] = [
      { severity: "warning", range: { start: 0, end: 6 } },
      { severity: "error", range: { start: 3, end: 6 } },
      { severity: "error" },
    ];
    expect(drawn("/a/$bc", [{ start: 3, end: 6, look: "variable" }], findings)).toEqual([
      "text:/a/:warning",
      "variable:$bc:error",
    ]);
    expect(drawn("ab", [], [{ severity: "info", range: { start: 1, end: 1 } }])).toEqual(["text:a", "text:b:info"]);
    expect(drawn("ab", [], [{ severity: "error", range: { start: 9, end: 12 } }])).toEqual(["text:a", "text:b:error"]);
  });

  test("cover any text without gaps, whatever looks and findings are", () => {
    const range = fc.tuple(fc.nat(40), fc.nat(10)).map(([start, length]) => ({ start, end: start + length }));
    const mark = fc.record({ severity: fc.constantFrom<Severity>("error", "warning", "info"), range });
    const looks = fc
      .array(range, { maxLength: 6 })
      .map((ranges) =>
        ranges
          .map((each) => ({ ...each, look: "path" as const }))
          .sort((left, right) => left.start - right.start || right.end - left.end),
      );
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        looks,
        fc.array(mark, { maxLength: 5 }),
        (text, ...rest) => {
          const pieces = textPieces(text, ...rest);
          expect(pieces.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
          expect(pieces.every(({ start, end }) => start < end)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test("Windows line ends become line feeds, and offsets follow", () => {
  const { text, moved } = withLineFeeds("a\r\nb\rc\n$d");
  expect(text).toBe("a\nb\nc\n$d");
  expect(text.slice(moved(7), moved(9))).toBe("$d");
});

test.each([
  ["https://x\n", "https://x", false],
  ["a\r\n  b\n\nc", "a b c", true],
  ["a b", "a b", false],
])("pasting %j on one line gives %j", (pasted, text, hadBreaks) => {
  expect(onOneLine(pasted)).toEqual({ text, hadBreaks });
});
