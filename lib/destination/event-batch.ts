/** Which events are in a call of an action, and what each of them becomes (SPEC 5.7). */
import { ActionMatcher } from "./action-call";
import { ComputedValues } from "./computed-value";
import type { Action, DestinationDefinition } from "./definition";
import { actionKey, endpointPath } from "./endpoints";
import { checkedValue, eventChecks, eventScope } from "./event-scope";
import { fillBatch, type MadeItem } from "./fill-batch";
import type { DocumentPath } from "./finding";
import { unfitReason } from "./mapping-check";
import {
  type Batch,
  bodyLimit,
  type CallCheck,
  emptyBatch,
  itemProblems,
  itemTemplate,
  madeFor,
  mappingProblems,
} from "./request-batch";
import type { PartProblem } from "./request-problem";
import type { RequestValues } from "./request-values";
import type { Lookup } from "./template/render";
import type { TriggerEvent } from "./trigger/trigger";

export interface EventBatch extends Batch {
  /** How many of the events the action is about. */
  matched: number;
}

/**
 * The first events that the action is about, as many as a call takes. One that can't be rendered is skipped with the
 * reason. Whether the action is enabled isn't asked here: who calls it has decided that.
 */
export function selectEvents(
  definition: DestinationDefinition,
  action: Action,
  values: RequestValues,
  lookup: Lookup,
  check: CallCheck | undefined,
): EventBatch {
  const { endpoint } = action;
  const key = actionKey(action);
  const actionPath = actionPathOf(definition, action);
  const matcher = new ActionMatcher(definition, action, values.actions);
  const computed = new ComputedValues(definition, action, actionPath);
  const item = itemTemplate(definition, key, endpoint, values);
  const problems: PartProblem[] = [
    ...matcher.problems.map(({ part, message }) => ({ path: [...actionPath, "trigger"], label: part, message })),
    ...computed.problems,
    ...itemProblems(item, "event"),
    ...mappingProblems(definition, values, () => false),
  ];
  const empty: EventBatch = { ...emptyBatch(problems), matched: 0 };
  if (problems.length > 0) return empty;

  const read = eventReader(definition, computed, values, lookup);
  const make = (event: TriggerEvent): MadeItem => {
    const own = read(event);
    return "lookup" in own ? madeFor(definition, key, item, own.lookup, check) : own;
  };
  const matching = [...(values.events ?? []).entries()].filter(([, event]) => matcher.matches(event));
  const room = { size: endpoint.batchSize, limit: bodyLimit(endpoint, lookup), noun: "event" } as const;
  const { taken, skipped, ...filled } = fillBatch(matching, room, make);
  const skippedEvents = skipped.map(({ index, reason }) => ({ event: index, reason }));
  return { ...empty, ...filled, events: taken, skippedEvents, matched: matching.length };
}

function actionPathOf(definition: DestinationDefinition, action: Action): DocumentPath {
  return endpointPath(definition, actionKey(action)).slice(0, -1);
}

/** All variables of one event; or why it is left out; or what is wrong for every event alike. */
type ReadEvent = (event: TriggerEvent) => { lookup: Lookup } | { reason: string } | { problems: PartProblem[] };

function eventReader(
  definition: DestinationDefinition,
  computed: ComputedValues,
  values: Pick<RequestValues, "mappings">,
  batch: Lookup,
): ReadEvent {
  const scope = eventScope(definition, values, batch);
  const checks = eventChecks(definition, values);
  return (event) => {
    const reason = unfitReason(checks, (each) => checkedValue(event, each));
    if (reason !== undefined) return { reason };
    const made = computed.of(event, scope(event));
    return "values" in made ? { lookup: scope(event, made.values) } : made;
  };
}

/** All variables of each event that a call of the action is made of, for events that can be sent. */
export function eventLookups(
  definition: DestinationDefinition,
  action: Action,
  values: Pick<RequestValues, "mappings">,
  batch: Lookup,
): (event: TriggerEvent) => Lookup | undefined {
  const computed = new ComputedValues(definition, action, actionPathOf(definition, action));
  const read = eventReader(definition, computed, values, batch);
  return (event) => {
    const own = read(event);
    return "lookup" in own ? own.lookup : undefined;
  };
}
