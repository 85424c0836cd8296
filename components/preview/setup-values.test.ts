import { describe, expect, test } from "vitest";
import { blankAction, blankEventDefinition } from "@/lib/destination/blank-definition";
import { actionRowId, emptySetupValues, nameRowId, setupProblems } from "./setup-values";

const order = { ...blankAction(), id: "order", name: "Order", trigger: 'event = "Order Completed"' };
const page = { ...blankAction(), id: "page", name: "Page", trigger: 'type = "page"', enabledByDefault: false };
const definition = { ...blankEventDefinition(), fields: [], mappings: [], actions: [order, page] };
const problemsOf = (actions: (typeof emptySetupValues)["actions"]) =>
  setupProblems(definition, { ...emptySetupValues, name: "Production", actions }, { asked: "all" });

describe("answers about actions", () => {
  test("nothing has to be said", () => {
    expect(problemsOf({})).toEqual([]);
  });

  test("a condition that can't be read is a problem of its action's row, in its words", () => {
    const [problem, ...others] = problemsOf({ order: { isEnabled: true, narrowing: "properties.total >" } });
    expect(others).toEqual([]);
    expect(problem?.rowId).toBe(actionRowId("order"));
    expect(problem?.message).toMatch(/^Order: the condition can't be read\. /);
  });

  test("of an action that is turned off nothing is asked", () => {
    expect(problemsOf({ order: { isEnabled: false, narrowing: "properties.total >" } })).toEqual([]);
    expect(problemsOf({ page: { isEnabled: true, narrowing: "(" } })).toHaveLength(1);
  });

  test("come after the other rows", () => {
    const actions = { order: { isEnabled: true, narrowing: "(" } };
    const problems = setupProblems(definition, { ...emptySetupValues, actions }, { asked: "all" });
    expect(problems.map(({ rowId }) => rowId)).toEqual([nameRowId, actionRowId("order")]);
  });
});
