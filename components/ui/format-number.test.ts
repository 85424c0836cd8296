import { describe, expect, it } from "vitest";
import { formatBytes, formatDuration, formatNumber, formatPercent, pluralize } from "./format-number";

describe("numbers as people read them", () => {
  it("groups, and counts in words", () => {
    expect(formatNumber(1234567)).toBe("1,234,567");
    expect(formatPercent(0.1249)).toBe("12.5%");
    expect(pluralize(1, "user")).toBe("1 user");
    expect(pluralize(12000, "entry", "entries")).toBe("12,000 entries");
  });

  it.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1536, "1.5 KB"],
    [64 * 1024, "64 KB"],
    [1024 ** 2, "1.0 MB"],
  ])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [0, "0 ms"],
    [340.4, "340 ms"],
    [1250, "1.3 s"],
    [15000, "15 s"],
    [60000, "1 min"],
    [90000, "1 min 30 s"],
    [3600000, "1 h"],
    [5400000, "1 h 30 min"],
  ])("%d ms are %s", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));
});
