import { describe, expect, test } from "vitest";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { type CustomField, customField, type ListDefinition } from "./definition";
import { setAtPath } from "./edit";
import { completeDestinationOf } from "./example/complete-destination";
import { hostileSamples, withHostileSample } from "./hostile-samples";
import { buildRequest } from "./request";
import { valueText } from "./template/value-text";
import { sampleEvents } from "./trigger/sample-events";

const field = (shape: Partial<CustomField>) =>
  customField.parse({ id: "note", type: "string", variable: "note", displayName: "Note", ...shape });

function withField(shape: Partial<CustomField>): ListDefinition {
  const definition = sampleDefinition();
  return { ...definition, fields: [...definition.fields, field(shape)] };
}

const sample = { value: 'a "b"' };
const noteIn = (shape: Partial<CustomField>) =>
  withHostileSample(withField(shape), sampleValues(), sample).settings.note;

test("every sample has an ID and a name of its own", () => {
  expect(new Set(hostileSamples.map(({ id }) => id)).size).toBe(hostileSamples.length);
  expect(new Set(hostileSamples.map(({ name }) => name)).size).toBe(hostileSamples.length);
});

describe("a sample stands where people write what they like", () => {
  test("in the cohort's name, free texts and the first user of each direction", () => {
    const { cohort, settings, users } = withHostileSample(sampleDefinition(), sampleValues(), sample);
    expect(cohort.name).toBe('a "b"');
    expect(settings.workspace).toBe('a "b"');
    expect(users.map(({ properties }) => properties.user_id)).toEqual(['a "b"', "u2", 'a "b"']);
  });

  test("and not in secrets, choices, or answers of a certain form", () => {
    const { settings } = withHostileSample(sampleDefinition(), sampleValues(), sample);
    expect(settings).toMatchObject({ bearer_token: "s3cret-token", region: "https://eu.api.example.com" });
    expect(noteIn({})).toBe('a "b"');
    for (const shape of [{ pattern: "a+" }, { hostPatterns: ["*.a.com"] }, { secret: true }, { maxLength: 4 }]) {
      expect(noteIn(shape)).toBeUndefined();
    }
    const definition = setAtPath(sampleDefinition(), ["mappings", 0, "format"], "email");
    expect(withHostileSample(definition, sampleValues(), sample).users).toEqual(sampleValues().users);
  });

  test("also under a name that objects have anyway", () => {
    const values = withHostileSample(withField({ variable: "__proto__" }), sampleValues(), sample);
    expect(Object.hasOwn(values.settings, "__proto__")).toBe(true);
  });
});

test.each(hostileSamples)("$name is sent as it is, or its user is left out", ({ value }) => {
  const values = withHostileSample(sampleDefinition(), sampleValues({ settings: {} }), { value });
  const settings = { ...sampleValues().settings };
  const built = buildRequest(sampleDefinition(), "addUsers", { ...values, settings });
  if (!built.ok) throw new Error(built.problems[0]?.message);
  const sent = valueText(value) ?? "";
  const body: unknown = JSON.parse(built.request.body ?? "");
  expect(body).toEqual({ ids: sent === "" ? [{ id: "u2" }] : [{ id: sent }, { id: "u2" }] });
  expect(built.skipped).toHaveLength(sent === "" ? 1 : 0);
});

test.each(hostileSamples)("$name in an event is sent as it is, or its event is left out", ({ value }) => {
  const definition = completeDestinationOf("event");
  const events = sampleEvents.map(({ event }) => event);
  const before = sampleValues({ users: [], events, settings: { bearer_token: "s3cret-token" } });
  const values = withHostileSample(definition, before, { value });
  expect(values.events).toHaveLength(2 * events.length);
  const built = buildRequest(definition, "action:order", values);
  if (!built.ok) throw new Error(built.problems[0]?.message);
  const [sent] = built.batch?.events ?? [];
  expect(sent?.event).toBe("Order Completed");
  const body: unknown = JSON.parse(built.request.body ?? "");
  expect(body).toMatchObject({ lines: expect.any(Array) });
});
