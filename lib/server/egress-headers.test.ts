import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeHeaders } from "./egress-headers";

const judge = (name: string, value: string): string | undefined => judgeHeaders([{ name, value }])?.detail;

describe("headers", () => {
  test("are refused with words that never quote the value", () => {
    const secret = "sk_live_1234567890";
    expect(judge("Authorization", `Bearer ${secret}\n`)).not.toContain(secret);
    expect(judge("Authorization", `Bearer ${secret}\n`)).toContain("at character 26");
  });

  test("are refused exactly when a character is outside the sendable set", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        (value) => (judge("X-Key", value) === undefined) === /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
      ),
      { numRuns: 2000 },
    );
  });
});
