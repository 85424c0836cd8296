import { expect, test } from "vitest";
import { blankErrorEntry, blankItemOutcome } from "@/lib/destination/blank-definition";
import { setAtPath } from "@/lib/destination/edit";
import { exchangeOfPaste } from "@/lib/destination/pasted-response";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { listedItems, traceResponse } from "./trace-response";

function answered(status: string, body: string) {
  const reading = exchangeOfPaste({ status, headers: "", body });
  if (!reading.ok) throw new Error(reading.message);
  return reading.exchange;
}

test("the entry that matches, with its message filled in, and why the others don't", () => {
  const entry = { ...blankErrorEntry(), id: "e1", status: "401", failureReason: "Key", message: "Bad key." };
  const other = { ...blankErrorEntry(), id: "e2", status: "404", failureReason: "Gone", message: "Gone." };
  const definition = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "errors"], [entry, other]);
  const traced = traceResponse(definition, "addUsers", answered("401", "{}"), sampleValues());
  expect(traced?.outcome).toMatchObject({ kind: "failure", type: "Key", message: "Bad key." });
  expect(traced?.trace.map(({ result }) => result)).toEqual(["matched", "not_matched"]);
});

test("single results are read against the users of the test data", () => {
  const rule = { ...blankItemOutcome(), path: "failed", identifyBy: "index" as const };
  const definition = setAtPath(sampleDefinition(), ["endpoints", "addUsers", "itemOutcomes"], [rule]);
  const traced = traceResponse(definition, "addUsers", answered("200", '{"failed": [0]}'), sampleValues());
  expect(traced?.items && listedItems(traced.items).listed[0]).toMatchObject({ place: 0, result: "rejected" });
});

test("a destination that makes no such call makes nothing of it", () => {
  expect(traceResponse(sampleDefinition(), "action:x", answered("200", "{}"), sampleValues())).toBeUndefined();
});
