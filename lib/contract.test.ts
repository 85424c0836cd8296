import { expect, test } from "vitest";
import { evidenceItem, outcome, testRunBody } from "./contract";

test("what was recorded before there were results of single items is read as it was", () => {
  const stored = { kind: "failure", type: "API key", entryId: "e1", message: "No.", retry: false, status: "401" };
  expect(outcome.parse(stored)).toEqual(stored);
  const exchange = {
    request: { method: "POST", url: "https://api.example.com/lists", headers: [] },
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 12,
  };
  const evidence = { endpoint: "addUsers", endpointHash: "h", isCurrent: true, testedAt: exchange.startedAt, exchange };
  expect(evidenceItem.parse({ ...evidence, outcome: stored })).toEqual({ ...evidence, outcome: stored });
  expect(evidenceItem.safeParse({ ...evidence, endpoint: "action:cart", outcome: stored }).success).toBe(true);
  expect(evidenceItem.safeParse({ ...evidence, endpoint: "action:", outcome: stored }).success).toBe(false);
});

test("a test's body without events is that of a destination that has none", () => {
  const body = {
    revision: 1,
    endpoint: "addUsers" as const,
    projectId: "4f2b3c1e-8a57-4c3e-9d2f-0a1b2c3d4e5f",
    settings: {},
    mappings: {},
    cohort: { id: "c1", name: "Cohort" },
    users: [],
    listId: "",
  };
  expect(testRunBody.parse(body)).toEqual({ ...body, events: [], actions: {}, propertyKey: "" });
  expect(testRunBody.safeParse({ ...body, events: Array.from({ length: 101 }, () => "{}") }).success).toBe(false);
  expect(testRunBody.safeParse({ ...body, actions: { a: { isEnabled: true } } }).success).toBe(false);
});
