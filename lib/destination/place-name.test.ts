import { expect, test } from "vitest";
import { sampleDefinition } from "@/lib/testing/definitions";
import { blankErrorEntry, blankField, blankHeader, blankMapping } from "./blank-definition";
import type { ListDefinition } from "./definition";
import { setAtPath } from "./edit";
import type { DocumentPath } from "./finding";
import { placeName } from "./place-name";

const option = (label: string, value: string) => ({
  id: label,
  label,
  value,
  sets: [{ variable: "host", value: "h" }],
});

function definition(): ListDefinition {
  const sample = sampleDefinition();
  const region = { ...blankField("single_select"), id: "r", displayName: "Region", options: [option("Europe", "eu")] };
  const identifier = {
    ...blankMapping(),
    variable: "identifier",
    options: [{ id: "m", label: "", value: "email", itemTemplate: "" }],
  };
  const errors = [
    { ...blankErrorEntry(), failureReason: "API key" },
    { ...blankErrorEntry(), status: "429" },
  ];
  return {
    ...sample,
    fields: [region, blankField("string")],
    headers: [
      { ...blankHeader(), name: "X-Key" },
      { ...blankHeader(), value: "secret" },
    ],
    mappings: [identifier],
    endpoints: {
      ...sample.endpoints,
      addUsers: { ...sample.endpoints.addUsers, headers: [{ ...blankHeader(), name: "Accept" }], errors },
    },
  };
}

test.each<[string, DocumentPath]>([
  ["Authentication", ["authentication"]],
  ["Authentication › Token", ["authentication", "bearer", "token"]],
  ["Authentication › Header name", ["authentication", "header", "name"]],
  ["Authentication › Header value", ["authentication", "header", "value"]],
  ["Custom fields", ["fields"]],
  ["Custom field Region", ["fields", 0]],
  ["Custom field Region › Default value", ["fields", 0, "defaultValue"]],
  ["Custom field Region › Options", ["fields", 0, "options"]],
  ["Custom field Region › Option Europe › Value", ["fields", 0, "options", 0, "value"]],
  ["Custom field Region › Option Europe › Variable $host › Value", ["fields", 0, "options", 0, "sets", 0, "value"]],
  ["Custom field Region › Allowed hosts", ["fields", 0, "hostPatterns", 3]],
  ["Custom field 2 › Variable", ["fields", 1, "variable"]],
  ["Custom field 9", ["fields", 8]],
  ["Additional headers", ["headers"]],
  ["Additional header X-Key › Value", ["headers", 0, "value"]],
  ["Additional header 2 › Name", ["headers", 1, "name"]],
  ["Mapping field $identifier › Targets", ["mappings", 0, "options"]],
  ["Mapping field $identifier › Target email › Item template", ["mappings", 0, "options", 0, "itemTemplate"]],
  ["Slugify cohort name", ["slugifyCohortName"]],
  ["Delivery › Rate limit › Calls", ["delivery", "rateLimit", "requests"]],
  ["Endpoints", ["endpoints"]],
  ["Add users", ["endpoints", "addUsers"]],
  ["Add users › Payload", ["endpoints", "addUsers", "payload"]],
  ["Add users › Headers", ["endpoints", "addUsers", "headers"]],
  ["Add users › Header Accept › Value", ["endpoints", "addUsers", "headers", 0, "value"]],
  ["Add users › Error API key › Error message", ["endpoints", "addUsers", "errors", 0, "message"]],
  ["Add users › Error 429 › Failure reason", ["endpoints", "addUsers", "errors", 1, "failureReason"]],
  ["Add users › Own authentication › User name", ["endpoints", "addUsers", "authentication", "basic", "username"]],
  ["Connection test", ["endpoints", "testConnection"]],
  ["The whole destination", []],
])("%s", (words, path) => {
  expect(placeName(definition(), path)).toBe(words);
});

test("a part is the same by its id, and what is gone is named as it was", () => {
  const before = definition();
  const steps = ["fields", "#r", "options", "#Europe", "label"];
  expect(placeName(before, steps)).toBe("Custom field Region › Option Europe › Label");
  const renamed = setAtPath(setAtPath(before, ["fields", 0, "displayName"], "Area"), ["fields", 0, "options"], []);
  expect(placeName(renamed, steps)).toBe("Custom field Area › Option › Label");
  expect(placeName(renamed, steps, before)).toBe("Custom field Area › Option Europe › Label");
});

test("a long name is cut short", () => {
  const long = setAtPath(definition(), ["fields", 0, "displayName"], "n".repeat(300));
  expect(placeName(long, ["fields", 0])).toBe(`Custom field ${"n".repeat(60)}…`);
});
