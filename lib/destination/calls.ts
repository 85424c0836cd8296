/** The calls that a test's users make, one after the other: what each of them takes, and what waits for the next. */
import type { DestinationDefinition, EndpointKey } from "./definition";
import { type BuiltRequest, buildRequest } from "./request";
import type { RequestValues } from "./request-values";

export interface Call {
  /** From 0. */
  index: number;
  /** What the call is built with: its own users and batch ID. */
  values: RequestValues;
  built: BuiltRequest;
  /** The users of this direction, in all calls. */
  total: number;
  /** How many are sent in this call, and how many calls follow: exact, unless users who wait are left out later. */
  taken: number;
  following: number;
}

/**
 * Call number `index` of an endpoint, or the last one where there are fewer. Who was taken or left out by an earlier
 * call is not in a later one; each call has a batch ID of its own.
 */
export function callAt(definition: DestinationDefinition, key: EndpointKey, values: RequestValues, index = 0): Call {
  const { length: total } = values.users.filter(({ operation }) => operation === directionOf(key));
  let call = callOf(0, values, buildRequest(definition, key, values), total);
  while (call.index < index) {
    const next = callAfter(definition, key, call);
    if (!next) break;
    call = next;
  }
  return call;
}

/** The call for whoever waits after another one; undefined where nobody does, or where that one can't be built. */
export function callAfter(definition: DestinationDefinition, key: EndpointKey, call: Call): Call | undefined {
  if (!call.built.ok || (call.built.batch?.waiting ?? 0) === 0) return undefined;
  const users = usersAfter(call.values, call.built, directionOf(key));
  const values = { ...call.values, users, batchId: nextBatchId(call.values.batchId) };
  return callOf(call.index + 1, values, buildRequest(definition, key, values), call.total);
}

/** That not every user is in a request, in words; undefined where all of them are. */
export function waitingWarning(built: Extract<BuiltRequest, { ok: true }>): string | undefined {
  const { waiting, users } = built.batch ?? { waiting: 0, users: [] };
  if (waiting === 0) return undefined;
  const left = waiting === 1 ? "1 user is" : `${waiting} users are`;
  return `${left} left for further calls: this call takes ${users.length}.`;
}

function directionOf(key: EndpointKey): "add" | "remove" | undefined {
  return key === "addUsers" ? "add" : key === "removeUsers" ? "remove" : undefined;
}

function callOf(index: number, values: RequestValues, built: BuiltRequest, total: number): Call {
  const taken = (built.ok && built.batch?.users.length) || 0;
  const waiting = (built.ok && built.batch?.waiting) || 0;
  return { index, values, built, total, taken, following: taken === 0 ? 0 : Math.ceil(waiting / taken) };
}

/** The users of the direction that come after the last one in the call. */
function usersAfter(
  { users }: RequestValues,
  built: Extract<BuiltRequest, { ok: true }>,
  direction: "add" | "remove" | undefined,
) {
  const last = built.batch?.users.at(-1);
  const from = last === undefined ? users.length : users.indexOf(last) + 1;
  return users.slice(from).filter(({ operation }) => operation === direction);
}

/** A sample of the next batch ID: the same up to its last digits. */
export function nextBatchId(batchId: string): string {
  const last = /\d{1,9}$/.exec(batchId)?.[0];
  if (last === undefined) return batchId;
  return batchId.slice(0, -last.length) + String(Number(last) + 1).padStart(last.length, "0");
}
