import { expect, test } from "vitest";
import { asList, sampleDefinition } from "@/lib/testing/definitions";
import { changedRequests } from "./changed-requests";

test("names the requests that differ, also where only a header of all calls does", () => {
  const before = asList(sampleDefinition());
  const after = asList(structuredClone(sampleDefinition()));
  expect(changedRequests(before, after)).toEqual([]);
  after.endpoints.addUsers.batchSize = 1;
  expect(changedRequests(before, after)).toEqual([]);
  after.headers = [];
  expect(changedRequests(before, after).map(({ key, status }) => [key, status])).toEqual([
    ["listCreation", "changed"],
    ["addUsers", "changed"],
    ["removeUsers", "changed"],
  ]);
});

test("a call that is new or no longer made has one side only", () => {
  const before = asList(sampleDefinition());
  const after = asList(structuredClone(sampleDefinition()));
  after.endpoints.listCreation.listIdFrom = "none";
  after.endpoints.listDeletion = structuredClone(before.endpoints.listCreation);
  const [added, removed] = changedRequests(before, after);
  expect(added).toMatchObject({ key: "listDeletion", status: "added", before: "" });
  expect(removed).toMatchObject({ key: "listCreation", name: "List creation", status: "removed", after: "" });
});
