import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Severity } from "@/lib/destination/finding";
import { parseTemplate } from "@/lib/destination/template/parse";
import { onOneLine, templatePieces, withLineFeeds } from "./template-pieces";

type Mark = { severity: Severity; range?: { start: number; end: number } };

const drawn = (text: string, findings: Mark[] = []) =>
  templatePieces(parseTemplate(text, "text"), findings).map(({ start, end, look, severity }) => {
    const piece = `${look}:${text.slice(start, end)}`;
    return severity ? `${piece}:${severity}` : piece;
  });

describe("pieces", () => {
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

  test("the gravest finding marks exactly its range", () => {
    const findings: Mark[] = [
      { severity: "warning", range: { start: 0, end: 6 } },
      { severity: "error", range: { start: 3, end: 6 } },
      { severity: "error" },
    ];
    expect(drawn("/a/$bc", findings)).toEqual(["text:/a/:warning", "variable:$bc:error"]);
    expect(drawn("ab", [{ severity: "info", range: { start: 1, end: 1 } }])).toEqual(["text:a", "text:b:info"]);
    expect(drawn("ab", [{ severity: "error", range: { start: 9, end: 12 } }])).toEqual(["text:a", "text:b:error"]);
  });

  test("cover any text without gaps, whatever the findings are", () => {
    const piece = fc.oneof(
      fc.constantFrom("$a", "${b | lower", "}", "$$", "${", " | upper"),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    const range = fc.tuple(fc.nat(40), fc.nat(10)).map(([start, length]) => ({ start, end: start + length }));
    const mark = fc.record({ severity: fc.constantFrom<Severity>("error", "warning", "info"), range });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(mark, { maxLength: 5 }), (parts, findings) => {
        const text = parts.join("");
        const pieces = templatePieces(parseTemplate(text, "text"), findings);
        expect(pieces.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
        expect(pieces.every(({ start, end }) => start < end)).toBe(true);
        const { tokens } = parseTemplate(text, "text");
        const isInToken = (at: number) => tokens.some((token) => token.range.start <= at && at < token.range.end);
        for (const { start, look } of pieces) expect(look !== "text").toBe(isInToken(start));
      }),
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
