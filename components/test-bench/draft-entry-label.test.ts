import { expect, test } from "vitest";
import { errorEntry } from "@/lib/destination/definition";
import { classify, entryFromExchange } from "@/lib/destination/error-catalog";
import { answered, sampleDefinition } from "@/lib/testing/definitions";
import { draftEntryLabel } from "./draft-entry-label";

const entry = (status: string) => errorEntry.parse({ id: status, failureReason: status, status, message: "Words." });

function labelFor(status: number, statuses: readonly string[]): string | undefined {
  const errors = statuses.map(entry);
  const endpoint = { ...sampleDefinition().endpoints.addUsers, errors };
  return draftEntryLabel(classify(answered(status), endpoint, "addUsers").outcome, errors);
}

test("an entry can be drafted from what nothing describes, and from what only its class does", () => {
  expect(labelFor(503, [])).toBe("Add to error catalog");
  expect(labelFor(503, ["429", "5xx"])).toBe("Describe 503 by itself");
});

test("not from a success, nor from what is described", () => {
  expect(labelFor(503, ["503", "5xx"])).toBeUndefined();
  expect(labelFor(200, ["5xx"])).toBeUndefined();
});

test("what was drafted is the last word on it", () => {
  const exchange = answered(503);
  const errors = [entry("5xx"), entryFromExchange(exchange)];
  const { outcome } = classify(exchange, { ...sampleDefinition().endpoints.addUsers, errors }, "addUsers");
  expect(draftEntryLabel(outcome, errors)).toBeUndefined();
});
