import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toJson } from "@/lib/destination/json";
import { readSource } from "./source-text";

function jsonOf(text: string): string {
  const source = readSource(text);
  return source.ok ? toJson(source.value) : JSON.stringify(source.problems);
}

describe("readSource", () => {
  test("reads any JSON as the value it is", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(!text.includes("__proto__"));
        expect(JSON.parse(jsonOf(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["12345678901234567890", "12345678901234567890"],
    ["1.10", "1.10"],
    ["-0", "-0"],
    ["1e400", "1e400"],
    ["a: 0.1000000000000000055511151231257827", '{"a":0.1000000000000000055511151231257827}'],
  ])("keeps the digits of %s", (text, json) => {
    expect(jsonOf(text)).toBe(json);
  });

  test.each([
    ["yes", '"yes"'],
    ["2026-01-01", '"2026-01-01"'],
    ["1_000", '"1_000"'],
    ["12:30", '"12:30"'],
    ["~", "null"],
    ["401: a\ntrue: b", '{"401":"a","true":"b"}'],
    ["a: &x [1]\nb: *x", '{"a":[1],"b":[1]}'],
    ["a: &x 1\nb: &x 2\nc: *x", '{"a":1,"b":2,"c":2}'],
    ["constructor: 1", '{"constructor":1}'],
  ])("reads %j", (text, json) => {
    expect(jsonOf(text)).toBe(json);
  });

  test("whatever the text is, it is read or refused with a place in it", () => {
    const pieces = [
      "a",
      ": ",
      "- ",
      "\n",
      "  ",
      "\t",
      '"',
      "'",
      "{",
      "}",
      "[",
      "]",
      ",",
      "&x ",
      "*x",
      "!t ",
      "|",
      "# ",
      "---\n",
      "%",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((each) => each.join(""));
    fc.assert(
      fc.property(text, (source) => {
        const lines = source.split("\n");
        const read = readSource(source);
        for (const { line, column, message } of read.ok ? [] : read.problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
          expect(message).not.toBe("");
        }
        if (!read.ok) expect(read.problems).not.toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("an alias stands in the file where it is written", () => {
    const source = readSource("a: &x\n  b: 1\nc: *x\n");
    expect(source.ok && source.position(["c"])).toEqual({ line: 3, column: 4 });
    expect(source.ok && source.position(["c", "b"])).toEqual({ line: 2, column: 6 });
    expect(source.ok && source.position(["c", "b"], "name")).toEqual({ line: 2, column: 3 });
  });
});
