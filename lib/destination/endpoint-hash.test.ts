import { expect, test } from "vitest";
import { sampleDefinition } from "@/lib/testing/definitions";
import type { ListDefinition } from "./definition";
import { setAtPath } from "./edit";
import { endpointHash } from "./endpoint-hash";
import { endpointsOf, fixedEndpointKeys } from "./endpoints";
import type { DocumentPath } from "./finding";
import { toJson } from "./json";

const changed = (path: DocumentPath, value: unknown) => {
  const before = sampleDefinition();
  const after = setAtPath(before, path, value);
  const keys = endpointsOf(before).map(({ key }) => key);
  return keys.filter((key) => endpointHash(before, key) !== endpointHash(after, key));
};

test("what affects a request changes the hash of the endpoints it affects", () => {
  expect(endpointHash(sampleDefinition(), "addUsers")).toMatch(/^[0-9a-f]{64}$/);
  expect(changed(["endpoints", "addUsers", "payload"], "{}")).toEqual(["addUsers"]);
  expect(changed(["endpoints", "listCreation", "listIdPath"], "id")).toEqual(["listCreation"]);
  expect(changed(["headers", 0, "value"], "x")).toEqual(["listCreation", "addUsers", "removeUsers"]);
  expect(changed(["authentication", "method"], "none")).toEqual(["listCreation", "addUsers", "removeUsers"]);
  expect(changed(["slugifyCohortName"], true)).toEqual(["listCreation"]);
  expect(changed(["mappings", 0, "format"], "email")).toEqual(["addUsers", "removeUsers"]);
  expect(changed(["fields", 1, "options", 0, "value"], "https://x.example")).toHaveLength(3);
});

test("what only people read doesn't, nor does the order of keys", () => {
  expect(changed(["fields", 1, "displayName"], "Zone")).toEqual([]);
  expect(changed(["endpoints", "addUsers", "errors", 0, "message"], "Other words.")).toEqual([]);
  expect(changed(["delivery", "concurrency"], 1)).toEqual([]);
  expect(changed(["authentication", "header", "value"], "unused")).toEqual([]);
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, member]) => [key, reversed(member)]),
    );
  };
  const definition = sampleDefinition();
  const { endpoints } = definition;
  const shuffled: ListDefinition = setAtPath(definition, ["endpoints"], reversed(endpoints));
  expect(toJson(JSON.parse(JSON.stringify(shuffled)))).not.toBe(toJson(JSON.parse(JSON.stringify(definition))));
  for (const key of fixedEndpointKeys) expect(endpointHash(shuffled, key)).toBe(endpointHash(definition, key));
});
