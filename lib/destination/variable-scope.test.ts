import { describe, expect, test } from "vitest";
import type { DestinationDefinition, DestinationKind } from "./definition";
import { setAtPath } from "./edit";
import { completeDestinationOf } from "./example/complete-destination";
import type { DocumentPath } from "./finding";
import { variablesInScope } from "./language/scope";
import { placeName } from "./place-name";
import { renameVariable, variablePlaces } from "./rename-variable";
import { check } from "./rulebook";
import { variableTable } from "./variable";
import { knownNames } from "./variable-use";

type Change = readonly [path: DocumentPath, value: unknown];

const changed = (kind: DestinationKind, ...changes: Change[]): DestinationDefinition =>
  changes.reduce((made, [path, value]) => setAtPath(made, path, value), completeDestinationOf(kind));

/** What the rulebook says about variables: "LF006 $items has no value here: …". */
const said = (kind: DestinationKind, ...changes: Change[]) =>
  check(changed(kind, ...changes))
    .filter(({ rule }) => rule <= "LF008")
    .map(({ rule, message }) => `${rule} ${message}`);

const update = ["endpoints", "updateUsers"];
const call = ["actions", 0, "endpoint"];
const computed = ["actions", 0, "computedValues", 0];

describe("where a variable has a value, by kind", () => {
  test.each<[string, DestinationKind, Change[], string[]]>([
    [
      "$in_cohort is each user's where both directions share a call",
      "property",
      [[[...update, "payload"], '{"users": $items, "value": $in_cohort}']],
      ["LF006 $in_cohort has no value here: it belongs in Update users."],
    ],
    [
      "and the call's where each call has one direction",
      "property",
      [
        [[...update, "payload"], '{"users": $items, "value": $in_cohort}'],
        [[...update, "mixesDirections"], false],
      ],
      [],
    ],
    [
      "with a batch size of 1 the whole request may say it",
      "property",
      [
        [[...update, "url"], "https://api.example.com/users/$user_id_field/$operation"],
        [[...update, "batchSize"], 1],
      ],
      [],
    ],
    ["the property key is made of the cohort", "property", [[["propertyKey"], "c_$cohort_id $project_id"]], []],
    [
      "and of nothing else",
      "property",
      [[["propertyKey"], "$property_key $in_cohort $user_id"]],
      [
        "LF006 $property_key has no value here: it belongs in Update users.",
        "LF006 $in_cohort has no value here: it belongs in Update users.",
        "LF006 $user_id has no value here: it belongs in item templates (and, with a batch size of 1, the whole request).",
      ],
    ],
    [
      "$event is for events",
      "property",
      [[[...update, "payload"], '{"users": $items, "e": "${event.x}"}']],
      ["LF006 $event has no value here: it belongs in event destinations."],
    ],
    [
      "a call of one event knows it everywhere",
      "event",
      [[[...call, "url"], "https://e.example.com/${event.userId}"]],
      [],
    ],
    [
      "a call of many events knows none of them outside the item template",
      "event",
      [
        [[...call, "batchSize"], 50],
        [[...call, "payload"], '{"events": $items, "first": "${event.event}"}'],
        [[...call, "itemTemplate"], '{"e": $event, "p": "$person", "l": ${order_lines?}}'],
      ],
      ["LF006 $event has no value here: it belongs in actions (with a larger batch size, their item templates)."],
    ],
    [
      "a mapping of an event is one event's",
      "event",
      [
        [[...call, "batchSize"], 50],
        [[...call, "payload"], '{"events": $items, "who": "$person", "l": ${order_lines?}}'],
        [[...call, "itemTemplate"], "$event"],
      ],
      [
        "LF006 $person has no value here: it belongs in actions (with a larger batch size, their item templates).",
        "LF006 $order_lines has no value here: it belongs in actions (with a larger batch size, their item templates).",
      ],
    ],
    [
      "$line is for computed values",
      "event",
      [[[...call, "payload"], '{"p": "$person", "l": ${order_lines?}, "x": ${line.price}}']],
      ["LF006 $line has no value here: it belongs in templates of computed values."],
    ],
    [
      "a computed value knows the event, the answers and no other computed value",
      "event",
      [[[...computed, "template"], '{"n": $line_number, "c": "${event.properties.currency?}", "l": ${order_lines?}}']],
      ["LF006 $order_lines has no value here: a computed value can't use another one."],
    ],
    [
      "an event has no cohort",
      "event",
      [[[...call, "payload"], '{"p": "$person", "l": ${order_lines?}, "c": "$cohort_name"}']],
      ["LF006 $cohort_name has no value here: it belongs in list and property destinations."],
    ],
    [
      "a computed value that nothing uses",
      "event",
      [[[...call, "payload"], '{"p": "$person"}']],
      ["LF002 $order_lines is computed, but no request uses it. Use it, or remove it."],
    ],
    [
      "a computed value may not be called like a field",
      "event",
      [
        [[...computed, "variable"], "person"],
        [[...call, "payload"], '{"p": "$person"}'],
      ],
      ["LF005 $person (Computed in Order completed) is declared more than once. Give this one another variable name."],
    ],
    [
      "$access_token is there where a method obtains one",
      "list",
      [
        [["authentication", "method"], "oauth2"],
        [["authentication", "oauth2", "tokenUrl"], "https://api.example.com/token"],
        [["authentication", "oauth2", "clientId"], "workspace"],
        [["authentication", "oauth2", "clientSecret"], "workspace"],
        [["headers", 0, "value"], "$access_token"],
      ],
      [],
    ],
  ])("%s", (_name, kind, changes, expected) => {
    expect(said(kind, ...changes)).toEqual(expected);
  });

  test("variables of another kind are told from unknown ones", () => {
    expect(said("property", [[...update, "url"], "https://api.example.com/$list_id"])).toEqual([
      "LF006 $list_id has no value here: it belongs in list destinations.",
    ]);
  });
});

test("two actions may compute values of the same name, and each has its own", () => {
  const base = completeDestinationOf("event");
  if (base.kind !== "event") throw new Error("not an event destination");
  const [first] = base.actions;
  if (!first) throw new Error("no action");
  const second = { ...first, id: "second", name: "Order refunded" };
  const definition = { ...base, actions: [first, second] };
  expect(check(definition).filter(({ rule }) => rule <= "LF008")).toEqual([]);
  expect(variableTable(definition).find(({ name }) => name === "order_lines")).toMatchObject({
    status: "ok",
    usesCount: 2,
  });
  const without = { ...definition, actions: [first, { ...second, computedValues: [] }] };
  expect(check(without).find(({ rule }) => rule === "LF006")?.message).toBe(
    "$order_lines has no value here: it is computed in another action.",
  );
});

test("completion offers what the kind has, and says why the rest has no value", () => {
  const names = (kind: DestinationKind) => knownNames(completeDestinationOf(kind));
  expect(names("event")).toEqual(expect.arrayContaining(["event", "line", "person", "order_lines", "items"]));
  for (const name of ["amplitude_cohort_name", "list_id", "property_key", "user"]) {
    expect(names("event")).not.toContain(name);
  }
  expect(names("property")).toEqual(expect.arrayContaining(["property_key", "in_cohort", "amplitude_cohort_id"]));
  expect(names("property")).not.toContain("list_id");
  expect(names("list")).not.toContain("property_key");
  const definition = completeDestinationOf("event");
  const inTemplate = variablesInScope(definition, variableTable(definition), {
    endpoint: "action:order",
    part: "computed",
  });
  expect(inTemplate.find(({ name }) => name === "line")?.unavailable).toBeUndefined();
  expect(inTemplate.find(({ name }) => name === "order_lines")?.unavailable).toBe(
    "It has no value here: a computed value can't use another one.",
  );
});

test("renaming a computed value renames it in the payload too", () => {
  const definition = completeDestinationOf("event");
  const places = variablePlaces(definition, "order_lines").map(({ label }) => label);
  expect(places).toEqual(["Action Order completed › Computed value $order_lines", "Action Order completed › Payload"]);
  const renamed = renameVariable(definition, "order_lines", "lines");
  expect(check(renamed).filter(({ rule }) => rule <= "LF008")).toEqual([]);
  expect(renameVariable(renamed, "lines", "order_lines")).toEqual(definition);
});

test("places of the new parts have names", () => {
  const event = completeDestinationOf("event");
  expect(placeName(event, [...call, "headers"])).toBe("Action Order completed › Headers");
  expect(placeName(event, [...call, "errors", 0, "message"])).toBe(
    "Action Order completed › Error API key › Error message",
  );
  expect(placeName(event, ["actions", 0, "trigger"])).toBe("Action Order completed › Trigger");
  expect(placeName(event, [...computed, "template"])).toBe(
    "Action Order completed › Computed value $order_lines › Template",
  );
  const property = completeDestinationOf("property");
  expect(placeName(property, ["propertyKey"])).toBe("Property key");
  expect(placeName(property, ["operationWords", "add"])).toBe("Words for the operation › For adding");
  expect(placeName(property, [...update, "itemOutcomes", 0, "onAdd"])).toBe(
    "Update users › Single results failed › When adding",
  );
  expect(placeName(property, ["authentication", "oauth2", "tokenUrl"])).toBe("Authentication › Token URL");
});
