import { expect, test } from "vitest";
import type { SandboxExpectation, Told } from "@/lib/sandbox-expectation";
import type { ComparedTarget, SandboxTarget } from "@/lib/sandbox-state-contract";
import { countsOf, differenceWords } from "./sandbox-difference";

const expectation = (target: Partial<SandboxTarget> = {}, told: Record<string, Told> = {}): SandboxExpectation => ({
  target: { kind: "list", name: "l1", members: ["u1", "u2"], ...target },
  label: "Buyers",
  told: new Map(Object.entries(told)),
});

function result(missing: string[] = [], surplus: string[] = [], more: Partial<ComparedTarget> = {}): ComparedTarget {
  const totals = { missingTotal: missing.length, surplusTotal: surplus.length };
  const isMet = missing.length + surplus.length === 0;
  return { exists: true, isMet, actual: 1_234, missing, surplus, ...totals, ...more };
}

test("how many are expected, there, missing and too many", () => {
  expect(countsOf(expectation(), result())).toBe("2 expected · 1,234 there");
  expect(countsOf(expectation(), result(["u1"], ["u8", "u9"]))).toBe(
    "2 expected · 1,234 there · 1 missing · 2 too many",
  );
  // Others may be there: how many they are says nothing.
  expect(countsOf(expectation({ absent: ["u3"] }), result())).toBe("2 expected · 1 to be gone");
  expect(countsOf(expectation({ kind: "tag", absent: [] }), result(["u1", "u2"], [], { exists: false }))).toBe(
    "2 expected · the sandbox has no such tag · 2 missing",
  );
});

test("a difference that no answer told of is the worst, and comes first", () => {
  const told = { u1: "success", u2: "failure", u3: "partial" } as const;
  expect(differenceWords(expectation({}, told), result(["u1", "u2"], ["u3", "u9"]))).toEqual([
    expect.stringMatching(/^1 would go unnoticed: the answer was taken for a success\./),
    "1 in a call that was taken in part, as its answer said.",
    "1 in a call that failed, so a delivery knows.",
    "1 in no call of this page.",
  ]);
  expect(differenceWords(expectation({}, told), result())).toEqual([]);
});
