import fc from "fast-check";
import { expect, test } from "vitest";
import { fromJsonColumn, toJsonColumn } from "./json-column";

const texts = fc
  .array(fc.constantFrom("\u0000", "\ud83d", "\ude00", "😀", "\ufffe", "\ufffe0000", "a", "\ufeff", "\r\n"), {
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

test("every text comes back as it was, and what is stored has nothing that Postgres refuses", () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: "binary" })), texts, (text, key) => {
      const value = { [key]: [text, { text }, 1, null] };
      const stored = toJsonColumn(value);
      const written = JSON.stringify(stored);
      expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/);
      expect(fromJsonColumn(JSON.parse(written))).toEqual(value);
    }),
  );
});

test("what needs no escape is the same object", () => {
  const value = { a: ["😀", { b: "\ufeffé" }], at: new Date(0) };
  expect(toJsonColumn(value)).toBe(value);
  expect(fromJsonColumn(value)).toBe(value);
});
