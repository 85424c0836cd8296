import { expect, test } from "vitest";
import { blankListDefinition } from "@/lib/destination/blank-definition";
import { setAtPath } from "@/lib/destination/edit";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import type { TestCase } from "@/lib/test-history-contract";
import { caseStates, caseSummary } from "./case-state";

const definition = setAtPath(blankListDefinition(), ["endpoints", "listCreation", "listIdFrom"], "response");

function aCase(differences: string[] = [], hash = endpointHash(definition, "listCreation")) {
  const last: TestCase["last"] = {
    id: "r1",
    endpoint: "listCreation",
    revision: 1,
    endpointHash: hash,
    createdAt: "2026-01-01T00:00:00.000Z",
    by: "Kim",
    outcome: { kind: "success", type: "success", message: "", retry: false, status: "200" },
    durationMs: 3,
    responseStatus: 200,
    failure: null,
    differences,
  };
  return { endpoint: "listCreation" as const, last };
}

test("passed, failed, out of date, never run, and without a call", () => {
  expect(caseStates(definition, [aCase()])).toEqual(["passed"]);
  expect(caseStates(definition, [aCase(["Expected a success, but it was not sent."])])).toEqual(["failed"]);
  const changed = setAtPath(definition, ["endpoints", "listCreation", "url"], "https://other.example/");
  expect(caseStates(changed, [aCase()])).toEqual(["outdated"]);
  expect(caseStates(definition, [{ ...aCase(), last: null }])).toEqual(["not_run"]);
  const without = setAtPath(definition, ["endpoints", "listCreation", "listIdFrom"], "none");
  expect(caseStates(without, [aCase()])).toEqual(["gone"]);
});

test("the summary counts what needs attention first", () => {
  expect(caseSummary(["passed", "failed", "passed", "outdated"])).toBe("1 failed, 1 out of date, 2 passed");
  expect(caseSummary([])).toBe("");
});
