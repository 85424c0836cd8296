import { describe, expect, test } from "vitest";
import { sampleDefinition } from "@/lib/testing/definitions";
import { blankOptionalCall } from "./blank-definition";
import { action, type DestinationDefinition, type ListDefinition } from "./definition";
import { setAtPath } from "./edit";
import { endpointHash } from "./endpoint-hash";
import { endpointsOf, fixedEndpointKeys } from "./endpoints";
import { completeEventDestination, completePropertyDestination } from "./example/complete-destination";
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

describe("of other kinds", () => {
  const changedIn = (before: DestinationDefinition, path: DocumentPath, value: unknown) => {
    const after = setAtPath(before, path, value);
    return endpointsOf(before).flatMap(({ key }) =>
      endpointHash(before, key) === endpointHash(after, key) ? [] : [key],
    );
  };
  const property = () => {
    const definition = completePropertyDestination();
    const { endpoints } = definition;
    const testConnection = { ...blankOptionalCall("POST"), url: "https://api.example.com/me" };
    const propertyCreation = { ...testConnection, payload: '{"name": "$property_key"}' };
    return { ...definition, endpoints: { ...endpoints, testConnection, propertyCreation } };
  };
  const events = () => {
    const definition = completeEventDestination();
    const [order] = definition.actions;
    const other = action.parse({ ...order, id: "other", computedValues: [] });
    return { ...definition, actions: [...definition.actions, other] };
  };

  test("the property's name, and what it is made of, affect the calls that use it", () => {
    expect(changedIn(property(), ["propertyKey"], "x")).toEqual(["propertyCreation", "updateUsers"]);
    expect(changedIn(property(), ["slugifyCohortName"], true)).toEqual(["propertyCreation", "updateUsers"]);
    expect(changedIn(property(), ["endpoints", "updateUsers", "mixesDirections"], false)).toEqual(["updateUsers"]);
    expect(changedIn(property(), ["endpoints", "updateUsers", "itemOutcomes"], [])).toEqual(["updateUsers"]);
    expect(changedIn(property(), ["endpoints", "updateUsers", "itemOutcomes", 0, "id"], "other")).toEqual([]);
  });

  test("the words for directions affect the calls that say them", () => {
    expect(changedIn(property(), ["operationWords", "add"], "enter")).toEqual([]);
    const said = setAtPath(property(), ["endpoints", "updateUsers", "itemTemplate"], '"$operation"');
    expect(changedIn(said, ["operationWords", "add"], "enter")).toEqual(["updateUsers"]);
  });

  test("an action's trigger and computed values affect that action, mappings all of them", () => {
    expect(changedIn(events(), ["actions", 0, "trigger"], 'type = "page"')).toEqual(["action:order"]);
    expect(changedIn(events(), ["actions", 0, "trigger"], 'type="track"   and (event = "Order Completed")')).toEqual(
      [],
    );
    expect(changedIn(events(), ["actions", 0, "computedValues", 0, "template"], "1")).toEqual(["action:order"]);
    expect(changedIn(events(), ["actions", 0, "computedValues", 0, "condition"], "properties.a = 1")).toEqual([
      "action:order",
    ]);
    expect(changedIn(events(), ["mappings", 0, "required"], false)).toEqual(["action:order", "action:other"]);
    for (const [path, value] of [
      [["name"], "Renamed"],
      [["description"], "Other words."],
      [["enabledByDefault"], false],
      [["computedValues", 0, "id"], "c9"],
    ] as const) {
      expect(changedIn(events(), ["actions", 0, ...path], value)).toEqual([]);
    }
  });

  test("what is new in the definition and says nothing leaves the hashes as they were", () => {
    const { successBody, ...endpoint } = sampleDefinition().endpoints.addUsers;
    expect(successBody).toBe("");
    expect(endpointHash(sampleDefinition(), "addUsers")).toBe(
      "2725401658744d1ed3dabe71d6b2dfb8e07863af1c201a6f6e7f2a51c3ee3863",
    );
    expect(changed(["endpoints", "addUsers", "successBody"], "ok")).toEqual(["addUsers"]);
    expect(endpoint.itemOutcomes).toEqual([]);
  });
});
