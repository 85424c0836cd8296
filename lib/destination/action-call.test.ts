import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleDefinition } from "@/lib/testing/definitions";
import { actionAnswer, actionsFor } from "./action-call";
import { blankEventDefinition } from "./blank-definition";
import { action, type EventDefinition } from "./definition";
import { setAtPath } from "./edit";
import { eventPath, eventPathProblem } from "./event-path";
import { completeDestinationOf, completeEventDestination } from "./example/complete-destination";
import { validateActions, validateSettings } from "./settings";

const endpoint = completeEventDestination().actions[0]?.endpoint;

function define(...triggers: string[]): EventDefinition {
  const actions = triggers.map((trigger, index) => action.parse({ id: `a${index}`, name: "", trigger, endpoint }));
  return { ...blankEventDefinition(), actions };
}

const added = { type: "track", event: "Product Added", properties: { price: 5 } };

test("each action says whether the event calls it, and why", () => {
  const definition = define(
    'type = "track"',
    'type = "track" and event = "Order Completed"',
    'type = "page" or type = "screen"',
    "",
    'type == "track"',
    "not properties.price > 1",
  );
  expect(actionsFor(definition, added).map(({ name, isCalled, reason }) => [name, isCalled, reason])).toEqual([
    ["Action 1", true, "Called when a track event arrives."],
    ["Action 2", false, 'Not called: event = "Order Completed" isn\'t true. It is "Product Added".'],
    ["Action 3", false, 'Not called: type = "page" or type = "screen" isn\'t true. Neither holds.'],
    ["Action 4", false, "Never called: nothing says when."],
    ["Action 5", false, expect.stringMatching(/^Not called: the trigger can't be read\. /)],
    ["Action 6", false, expect.stringMatching(/^Not called: not /)],
  ]);
  expect(actionsFor(sampleDefinition(), added)).toEqual([]);
});

test("two actions may be called by one event, and answers decide about each", () => {
  const definition = define('type = "track"', 'event = "Product Added"');
  const calls = (actions?: Parameters<typeof actionsFor>[2]) =>
    actionsFor(definition, added, actions).map(({ isMatched, isEnabled, isCalled }) => [
      isMatched,
      isEnabled,
      isCalled,
    ]);
  expect(calls()).toEqual([
    [true, true, true],
    [true, true, true],
  ]);
  expect(
    calls({ a0: { isEnabled: false, narrowing: "" }, a1: { isEnabled: true, narrowing: "properties.price > 5" } }),
  ).toEqual([
    [true, false, false],
    [false, true, false],
  ]);
  const narrowed = actionsFor(definition, added, { a1: { isEnabled: true, narrowing: "properties.price >= 5" } });
  expect(narrowed[1]).toMatchObject({
    isCalled: true,
    reason: "Called when an event named “Product Added” arrives, if also properties.price >= 5.",
    narrowing: { isTrue: true, trace: { isTrue: true } },
  });
});

test("an action without answers is as the definition has it, whatever its ID", () => {
  const off = action.parse({ id: "constructor", name: "A", enabledByDefault: false, endpoint });
  expect(actionAnswer(off, {})).toEqual({ isEnabled: false, narrowing: "" });
});

test("a narrowed action with a trigger is called by no event that doesn't call it anyway", () => {
  const triggers = ['type = "track"', "properties.price > 3", 'not event = "B"', "", "x ==", 'contains(event, "A")'];
  const one = fc.constantFrom(...triggers);
  const event = fc.record({
    type: fc.constantFrom("track", "page"),
    event: fc.constantFrom("A", "B"),
    properties: fc.record({ price: fc.integer({ min: 0, max: 9 }) }),
  });
  fc.assert(
    fc.property(one, one, event, (trigger, narrowing, arrived) => {
      const definition = define(trigger);
      const [plain] = actionsFor(definition, arrived);
      const [narrowed] = actionsFor(definition, arrived, { a0: { isEnabled: true, narrowing } });
      const [alone] = actionsFor(define(narrowing), arrived);
      const also = narrowing === "" || alone?.isMatched === true;
      // Without a trigger of its own an action is about what the setup modal says.
      const expected = trigger === "" ? alone?.isMatched === true : plain?.isMatched === true && also;
      expect(narrowed?.isMatched).toBe(expected);
    }),
  );
});

describe("the setup modal", () => {
  test("refuses a condition that can't be read, of actions that are on", () => {
    const definition = define('type = "track"', 'type = "page"');
    expect(validateActions(definition, { a1: { isEnabled: true, narrowing: "properties.x = " } })).toMatchObject([
      {
        actionId: "a1",
        path: ["actions", 1],
        message: expect.stringMatching(/^Action 2: the condition can't be read\. /),
      },
    ]);
    expect(validateActions(definition, { a1: { isEnabled: false, narrowing: "x = " } })).toEqual([]);
    expect(validateActions(definition, { a1: { isEnabled: true, narrowing: "properties.x = 1" } })).toEqual([]);
    expect(validateActions(sampleDefinition(), {})).toEqual([]);
  });

  test("takes a path of the event where other destinations take a user property", () => {
    const definition = completeEventDestination();
    const settings = { bearer_token: "t" };
    const said = (person: string) =>
      validateSettings(definition, settings, { person }, { properties: ["user_id"] }).map(({ message }) => message);
    expect(said("traits.email")).toEqual([]);
    expect(said("")).toEqual(["Say where in the event the Person ID stands, such as userId."]);
    expect(said("traits..email")).toEqual(["Person ID: A path has no empty steps: write one dot between two names."]);
    expect(said("$event.userId")).toEqual([expect.stringContaining("without a dollar")]);
  });
});

test("paths: dots divide, a backslash keeps them", () => {
  expect(eventPath("")).toEqual([]);
  expect(eventPath(" properties.Product Name ")).toEqual(["properties", "Product Name"]);
  expect(eventPath("a\\.b.c\\\\d")).toEqual(["a.b", "c\\d"]);
  expect(eventPath("a\\")).toEqual(["a\\"]);
  expect(["", "a.b", "a\\."].map(eventPathProblem)).toEqual([undefined, undefined, undefined]);
  expect(["a.", ".a", "a\nb", "$.a"].map(eventPathProblem).every((problem) => problem !== undefined)).toBe(true);
  const step = fc.string({ minLength: 1 });
  const written = (steps: string[]) => steps.map((each) => each.replace(/[\\.\s]/g, "\\$&")).join(".");
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), (steps) => {
      expect(eventPath(written(steps))).toEqual(steps);
    }),
  );
});

test("where an action has no trigger, what the setup modal asks is its trigger", () => {
  const base = completeDestinationOf("event");
  const definition = setAtPath(base, ["actions", 0, "trigger"], "");
  const order = { type: "track", event: "Order Completed" };
  const told = (narrowing: string) => actionsFor(definition, order, { order: { isEnabled: true, narrowing } })[0];
  expect(told("")).toMatchObject({ isCalled: false, reason: "Never called: nothing says when." });
  expect(told('event = "Order Completed"')).toMatchObject({ isCalled: true });
  expect(told('event = "Signed Up"')).toMatchObject({ isCalled: false });
});
