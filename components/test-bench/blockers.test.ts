import { describe, expect, test } from "vitest";
import { actionRowId } from "@/components/preview/setup-values";
import { blankAction, blankEventDefinition } from "@/lib/destination/blank-definition";
import type { EventDefinition } from "@/lib/destination/definition";
import { actionKey } from "@/lib/destination/endpoints";
import { buildRequest } from "@/lib/destination/request";
import type { RequestValues } from "@/lib/destination/request-values";
import { blockersOf, placeOfValue } from "./blockers";

function withTrigger(trigger: string): EventDefinition {
  const action = { ...blankAction(), id: "order", name: "Order", trigger };
  action.endpoint = { ...action.endpoint, url: "https://api.example.com/orders", payload: "{}" };
  return {
    ...blankEventDefinition(),
    authentication: { ...blankEventDefinition().authentication, method: "none" },
    actions: [action],
  };
}

function blockersFor(definition: EventDefinition, actions: RequestValues["actions"] = {}) {
  const endpoint = actionKey({ id: "order" });
  const values: RequestValues = {
    settings: {},
    mappings: {},
    cohort: { id: "c", name: "Cohort", url: "" },
    project: { id: "p", name: "Project" },
    users: [],
    events: [{ type: "page" }, { type: "track", event: "Other" }],
    actions,
    syncId: "s",
    batchId: "b",
    syncTime: "2026-01-01T00:00:00.000Z",
  };
  const built = buildRequest(definition, endpoint, values);
  return blockersOf({ definition, endpoint, findings: [], setupProblems: [], built, actions, hasProject: true });
}

describe("a test of an action", () => {
  test("that none of the events is about is put right at the events", () => {
    const [blocker] = blockersFor(withTrigger('event = "Order Completed"'));
    expect(blocker?.place).toEqual({ type: "events" });
    expect(blocker?.message).toContain("none of the 2 events");
  });

  test("whose condition in the setup modal can't be read is put right there", () => {
    const actions = { order: { isEnabled: true, narrowing: "properties.total >" } };
    const [blocker] = blockersFor(withTrigger('type = "page"'), actions);
    expect(blocker?.place).toEqual({ type: "setup", rowId: actionRowId("order") });
  });

  test("whose trigger is empty or can't be read is put right in the document", () => {
    for (const trigger of ["", "type ="]) {
      const [blocker] = blockersFor(withTrigger(trigger));
      expect(blocker?.place).toEqual({ type: "document", path: ["actions", 0, "trigger"] });
    }
  });

  test("that an event calls is not blocked", () => {
    expect(blockersFor(withTrigger('type = "page"'))).toEqual([]);
  });
});

test("the value of $event is given by the test events", () => {
  const row = {
    name: "event",
    isDeclared: false,
    uses: [],
    usesCount: 1,
    isPredefined: true,
    status: "ok",
    secret: false,
  } as const;
  expect(placeOfValue(withTrigger("x"), row)).toEqual({ type: "events" });
});
