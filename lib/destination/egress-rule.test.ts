import { expect, test } from "vitest";
import { egressRules, egressRuleWords } from "./egress-rule";

test("every rule says what it is, why, and what to do", () => {
  for (const [rule, { name, why, remedy }] of Object.entries(egressRules)) {
    expect([rule, name]).toEqual([rule, expect.stringMatching(/^[a-z][^.]+$/)]);
    for (const sentence of [why, remedy])
      expect([rule, sentence]).toEqual([rule, expect.stringMatching(/^[A-Z].{20,}\.$/)]);
    expect(egressRuleWords(rule)).toEqual({ name, why, remedy });
  }
});

test("what is no rule of the guard has no words", () => {
  for (const name of ["", "access_token", "toString", "__proto__", "Form"])
    expect(egressRuleWords(name)).toBeUndefined();
});
