import { describe, expect, test } from "vitest";
import { actionPresetIds, actionPresets } from "./action-preset";
import { blankEventDefinition } from "./blank-definition";
import { type Action, type EventDefinition, eventDefinition } from "./definition";
import { check } from "./rulebook";
import { matchesTrigger } from "./trigger/match-trigger";
import { parseTrigger } from "./trigger/parse-trigger";
import { sampleEvents } from "./trigger/sample-events";

function destinationWith(action: Action): EventDefinition {
  return {
    ...blankEventDefinition(),
    authentication: { ...blankEventDefinition().authentication, method: "none" },
    actions: [action],
  };
}

test("there is one preset for each ID, in that order", () => {
  expect(actionPresets.map(({ id }) => id)).toEqual([...actionPresetIds]);
});

describe.each(actionPresets.map((preset) => [preset.name, preset] as const))("%s", (_name, preset) => {
  test("is an action as the document takes it, with IDs of its own each time", () => {
    const [one, other] = [preset.build(), preset.build()];
    expect(eventDefinition.safeParse(destinationWith(one)).error).toBeUndefined();
    expect(one.id).not.toBe(other.id);
    expect({ ...one, id: "" }).toMatchObject({ name: preset.name, trigger: preset.trigger });
  });

  test("leaves nothing to mend but the URL", () => {
    const action = preset.build();
    const errorsOf = (definition: EventDefinition) =>
      check(definition)
        .filter(({ severity, path }) => severity === "error" && path.length > 0)
        .map(({ path, message }) => `${path.join(".")}: ${message}`);
    expect(errorsOf(destinationWith(action)).every((error) => error.startsWith("actions.0.endpoint.url"))).toBe(true);
    const endpoint = { ...action.endpoint, url: "https://api.example.com/v1/calls" };
    expect(errorsOf(destinationWith({ ...action, endpoint }))).toEqual([]);
  });

  test("is made for one of the usual events", () => {
    const { root } = parseTrigger(preset.trigger);
    expect(root && sampleEvents.some(({ event }) => matchesTrigger(root, event))).toBe(true);
  });
});
