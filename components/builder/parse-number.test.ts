import { expect, test } from "vitest";
import { parseStatusCodes, parseWholeNumber } from "./parse-number";

test.each([
  ["1", 1],
  [" 10000 ", 10_000],
  ["10,000", 10_000],
  ["10 000", 10_000],
  ["10_000", 10_000],
  ["100,000", 100_000],
])("%s is a whole number", (text, value) => {
  expect(parseWholeNumber(text, 1, 100_000)).toEqual({ ok: true, value });
});

test.each(["", "0", "-1", "100001", "1.5", "1e3", "ten", "10,00", "0x10", "9".repeat(40)])("%s is refused", (text) => {
  const parsed = parseWholeNumber(text, 1, 100_000);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.message).toContain("from 1 to 100,000");
});

test("status codes are listed in any way, and each once", () => {
  expect(parseStatusCodes("200, 201 204;200")).toEqual({ ok: true, value: [200, 201, 204] });
  expect(parseStatusCodes("  ")).toEqual({ ok: true, value: [] });
  expect(parseStatusCodes("2xx")).toMatchObject({ ok: false });
  expect(parseStatusCodes("200, 600")).toMatchObject({ ok: false, message: expect.stringContaining("600") });
});
