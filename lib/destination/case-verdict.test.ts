import { expect, test } from "vitest";
import { caseDifferences, type Expectation } from "./case-verdict";

const success: Expectation = { kind: "success", type: "success", body: "" };
const apiKey: Expectation = { kind: "failure", type: "API key", entryId: "e1", body: "" };

test("what came as expected differs in nothing", () => {
  expect(caseDifferences(success, { kind: "success", type: "success" }, "{}")).toEqual([]);
  expect(caseDifferences(apiKey, { kind: "failure", type: "API key", entryId: "e1" }, undefined)).toEqual([]);
});

test("an entry is the same one under a better name, and another one under the same name isn't", () => {
  expect(caseDifferences(apiKey, { kind: "failure", type: "Wrong key", entryId: "e1" }, "")).toEqual([]);
  expect(caseDifferences(apiKey, { kind: "failure", type: "API key", entryId: "e2" }, "")).toHaveLength(1);
});

test("the difference is said in words", () => {
  expect(caseDifferences(success, { kind: "failure", type: "API key", entryId: "e1" }, "")).toEqual([
    "Expected a success, but it was the failure “API key”.",
  ]);
  expect(caseDifferences(apiKey, { kind: "failure", type: "unclassified" }, "")).toEqual([
    "Expected the failure “API key”, but it was a failure that the error catalog doesn't describe.",
  ]);
});

test("an entry named success is no success without an entry", () => {
  expect(caseDifferences(success, { kind: "success", type: "success", entryId: "e9" }, "")).toHaveLength(1);
});

test("the body must contain what is asked for, and what it lacks is named", () => {
  const expected = { ...success, body: '{"list": {"id": 7}}' };
  const outcome = { kind: "success", type: "success" } as const;
  expect(caseDifferences(expected, outcome, '{"list": {"id": 7, "name": "x"}}')).toEqual([]);
  expect(caseDifferences(expected, outcome, '{"list": {"id": 8}}')).toEqual([
    "In the response, list.id is 8 instead of 7.",
  ]);
  expect(caseDifferences(expected, outcome, undefined)).toEqual(["There was no response to look into."]);
});
