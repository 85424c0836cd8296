import fc from "fast-check";
import { expect, test } from "vitest";
import { isSeveralLines, parseOptionLines, proposedValue } from "./option-lines";

test.each([
  ["Europe = https://eu.example.com", { label: "Europe", value: "https://eu.example.com" }],
  ["Europe=https://eu.example.com/?a=b", { label: "Europe", value: "https://eu.example.com/?a=b" }],
  ["Europe\thttps://eu.example.com", { label: "Europe", value: "https://eu.example.com" }],
  ["North America", { label: "North America", value: "north-america" }],
  ["- Push", { label: "Push", value: "push" }],
  ["Zürich", { label: "Zürich", value: "zurich" }],
  ["日本", { label: "日本", value: "日本" }],
  ["= eu", { label: "eu", value: "eu" }],
  ["Europe =", { label: "Europe", value: "europe" }],
])("%j", (line, option) => expect(parseOptionLines(line)).toEqual([option]));

test("lines of every system, without the empty ones", () => {
  expect(parseOptionLines("a\r\nb\n\n  \rc").map(({ label }) => label)).toEqual(["a", "b", "c"]);
  expect(isSeveralLines("a\r\nb")).toBe(true);
  expect(isSeveralLines("\na\n")).toBe(false);
});

test("whatever is pasted fits into the document, with a label and a value each", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 5_000 }), (text) => {
      for (const { label, value } of parseOptionLines(text)) {
        expect(label.length).toBeGreaterThan(0);
        expect(label.length).toBeLessThanOrEqual(300);
        expect(value.length).toBeGreaterThan(0);
        expect(value.length).toBeLessThanOrEqual(2_000);
      }
    }),
  );
  expect(parseOptionLines("x\n".repeat(10_000))).toHaveLength(200);
});

test("a proposed value is plain", () => {
  fc.assert(
    fc.property(fc.string(), (label) => {
      expect(proposedValue(label)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
    }),
  );
});
