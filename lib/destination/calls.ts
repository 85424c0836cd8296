/** The calls that a test's users or events make, one after the other: what each of them takes, and what waits for the next. */
import { ActionMatcher } from "./action-call";
import type { DestinationDefinition } from "./definition";
import { actionAt, batchedEndpointAt, type EndpointKey, isMembersKey } from "./endpoints";
import { type BuiltRequest, buildRequest } from "./request";
import { directionOfUsers } from "./request-batch";
import type { RequestValues } from "./request-values";
import type { SampleUser } from "./sample-users";

export interface Call {
  /** From 0. */
  index: number;
  /** What the call is built with: its own users or events, and batch ID. */
  values: RequestValues;
  built: BuiltRequest;
  /** The users whom the endpoint takes, or the events that its action is about, in all calls. */
  total: number;
  /** How many are sent in this call, and how many calls follow: exact, unless some who wait are left out later. */
  taken: number;
  following: number;
}

type Built = Extract<BuiltRequest, { ok: true }>;

/**
 * Call number `index` of an endpoint, or the last one where there are fewer. Who was taken or left out by an earlier
 * call is not in a later one; each call has a batch ID of its own.
 */
export function callAt(definition: DestinationDefinition, key: EndpointKey, values: RequestValues, index = 0): Call {
  const built = buildRequest(definition, key, values);
  let call = callOf(definition, key, { index: 0, values, built, total: countToSend(definition, key, values) });
  while (call.index < index) {
    const next = callAfter(definition, key, call);
    if (!next) break;
    call = next;
  }
  return call;
}

/** The call for whoever waits after another one; undefined where nobody does, or where that one can't be built. */
export function callAfter(definition: DestinationDefinition, key: EndpointKey, call: Call): Call | undefined {
  const { built } = call;
  if (!built.ok || (built.batch?.waiting ?? 0) === 0) return undefined;
  const values: RequestValues = {
    ...call.values,
    users: usersAfter(definition, key, call.values, built),
    ...(call.values.events && { events: eventsAfter(call.values, built) }),
    batchId: nextBatchId(call.values.batchId),
  };
  const next = { index: call.index + 1, values, built: buildRequest(definition, key, values), total: call.total };
  return callOf(definition, key, next);
}

/** That not everybody is in a request, in words; undefined where all of them are. */
export function waitingWarning(built: Built): string | undefined {
  const { waiting, users, events } = built.batch ?? { waiting: 0, users: [], events: [] };
  if (waiting === 0) return undefined;
  const noun = events.length > 0 ? "event" : "user";
  const left = waiting === 1 ? `1 ${noun} is` : `${waiting} ${noun}s are`;
  return `${left} left for further calls: this call takes ${users.length + events.length}.`;
}

/** How many users or events the endpoint is about; those that are left out count as well. */
export function countToSend(definition: DestinationDefinition, key: EndpointKey, values: RequestValues): number {
  const action = actionAt(definition, key);
  if (action) {
    const matcher = new ActionMatcher(definition, action, values.actions);
    return (values.events ?? []).filter((event) => matcher.matches(event)).length;
  }
  if (!isMembersKey(key)) return 0;
  const direction = directionOfUsers(definition, key, values);
  return values.users.filter(({ operation }) => direction === undefined || operation === direction).length;
}

function callOf(
  definition: DestinationDefinition,
  key: EndpointKey,
  call: Pick<Call, "index" | "values" | "built" | "total">,
): Call {
  const { built } = call;
  const batch = built.ok ? built.batch : undefined;
  const taken = batch ? batch.users.length + batch.events.length : 0;
  const following = built.ok ? followingCalls(definition, key, call.values, built, taken) : 0;
  return { ...call, taken, following };
}

function followingCalls(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  built: Built,
  taken: number,
): number {
  const waiting = built.batch?.waiting ?? 0;
  if (taken === 0 || waiting === 0) return 0;
  const later = waitsForTurn(definition, key, values, built) ? leaving(values.users).length : 0;
  const sooner = waiting - later;
  // Only a call that somebody of the same direction waits for is a full one.
  const size = sooner > 0 ? taken : Math.max(taken, batchedEndpointAt(definition, key)?.batchSize ?? 1);
  return Math.ceil(sooner / taken) + Math.ceil(later / size);
}

/** Whether those who leave have calls of their own after a call like this one. */
function waitsForTurn(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  { batch }: Built,
): boolean {
  if (key !== "updateUsers" || batch?.direction !== "add" || values.operation !== undefined) return false;
  return directionOfUsers(definition, key, { operation: "add" }) === "add";
}

function leaving(users: readonly SampleUser[]): SampleUser[] {
  return users.filter(({ operation }) => operation === "remove");
}

/** The users whom the endpoint takes and who come after the last one in the call. */
function usersAfter(definition: DestinationDefinition, key: EndpointKey, values: RequestValues, built: Built) {
  const { users } = values;
  const from = (built.batch?.places.at(-1) ?? users.length) + 1;
  const isLater = waitsForTurn(definition, key, values, built);
  const direction = directionOfUsers(definition, key, { operation: built.batch?.direction });
  return users.filter((user, index) => {
    if (isLater && user.operation === "remove") return true;
    return index >= from && (direction === undefined || user.operation === direction);
  });
}

function eventsAfter({ events = [] }: RequestValues, { batch }: Built) {
  return events.slice((batch?.places.at(-1) ?? events.length) + 1);
}

/** A sample of the next batch ID: the same up to its last digits. */
export function nextBatchId(batchId: string): string {
  const last = /\d{1,9}$/.exec(batchId)?.[0];
  if (last === undefined) return batchId;
  return batchId.slice(0, -last.length) + String(Number(last) + 1).padStart(last.length, "0");
}
