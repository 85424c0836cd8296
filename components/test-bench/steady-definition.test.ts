import { describe, expect, test } from "vitest";
import type { ListDefinition } from "@/lib/destination/definition";
import { sampleDefinition } from "@/lib/testing/definitions";
import { isSameFor } from "./steady-definition";

const before = sampleDefinition();

function edited(change: Partial<ListDefinition["endpoints"]>): ListDefinition {
  return { ...before, endpoints: { ...before.endpoints, ...change } };
}

describe("what an endpoint's request depends on", () => {
  test("not on the texts of another endpoint", () => {
    const typed = edited({ addUsers: { ...before.endpoints.addUsers, payload: "{}" } });
    expect(isSameFor(before, typed, "listCreation")).toBe(true);
    expect(isSameFor(before, typed)).toBe(true);
    expect(isSameFor(before, typed, "addUsers")).toBe(false);
  });

  test("on what all share", () => {
    expect(isSameFor(before, { ...before, fields: [...before.fields] }, "addUsers")).toBe(false);
    expect(isSameFor(before, { ...before, headers: [...before.headers] })).toBe(false);
  });

  test("on another endpoint's method, which decides what is asked for, and on where the list ID is from", () => {
    const { addUsers, listCreation } = before.endpoints;
    const own = { ...before.authentication, method: "basic" as const };
    expect(isSameFor(before, edited({ addUsers: { ...addUsers, authentication: own } }), "removeUsers")).toBe(false);
    const listId = { ...listCreation, listIdTemplate: "$amplitude_cohort_name" };
    expect(isSameFor(before, edited({ listCreation: listId }), "addUsers")).toBe(false);
  });
});
