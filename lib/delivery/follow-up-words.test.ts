import fc from "fast-check";
import { expect, test } from "vitest";
import { blankOptionalCall } from "@/lib/destination/blank-definition";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionKey, type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import { classify } from "@/lib/destination/error-catalog";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { sandboxEventDestination } from "@/lib/destination/example/sandbox-event-destination";
import { sandboxPropertyDestination } from "@/lib/destination/example/sandbox-property-destination";
import type { Exchange } from "@/lib/destination/exchange";
import type { SentItem } from "@/lib/destination/item-outcome";
import { answered, anyExchange, unanswered } from "@/lib/testing/definitions";
import { followUp, type MadeCall } from "./follow-up";
import { followUpWords } from "./follow-up-words";
import { retriesMax } from "./retry";

const [lists, properties, events] = [
  sandboxDestination("https://sandbox.example", "w"),
  sandboxPropertyDestination("https://sandbox.example", "w"),
  sandboxEventDestination("https://sandbox.example", "w"),
];

interface Made {
  definition?: DestinationDefinition;
  endpoint?: EndpointKey;
  retries?: number;
  recreations?: number;
  sent?: SentItem[];
}

/** A call that was made and read as a destination reads it. */
function made(exchange: Exchange, { definition = lists, endpoint = "addUsers", sent, ...rest }: Made = {}): MadeCall {
  const call = endpointAt(definition, endpoint);
  if (!call) throw new Error(`There is no ${endpoint}.`);
  const { outcome } = classify(exchange, call, endpoint, sent);
  return { definition, endpoint, exchange, outcome, retries: 0, recreations: 0, chance: 0, ...rest };
}

/** Both sentences, with plain blanks. */
function said(exchange: Exchange, options?: Made): string {
  const words = followUpWords(made(exchange, options));
  return `${words?.does}: ${words?.title} ${words?.detail ?? ""}`.replaceAll("\u00a0", " ").trim();
}

const retryAfter = (status: number, value: string) => answered(status, "", [{ name: "Retry-After", value }]);
const two: SentItem[] = [
  { json: '{"id":"u1"}', operation: "add" },
  { json: '{"id":"u2"}', operation: "add" },
];
const action = actionKey(events.actions[0] ?? { id: "" });

test("what was taken is done, in the words of what it was", () => {
  expect(said(answered(200, "{}"))).toBe("done: Goes on: the batch is delivered.");
  expect(said(answered(201, '{"list":{"id":"l1"}}'), { endpoint: "listCreation" })).toBe(
    "done: Goes on with the first batch.",
  );
  expect(said(answered(200, "{}"), { definition: events, endpoint: action })).toBe(
    "done: Goes on: the events are delivered.",
  );
});

test("an entry that ignores its failure goes on", () => {
  const [entry, ...others] = lists.endpoints.addUsers.errors;
  if (!entry) throw new Error("The example has a catalog.");
  const addUsers = { ...lists.endpoints.addUsers, errors: [{ ...entry, retry: "ignore" as const }, ...others] };
  const definition = { ...lists, endpoints: { ...lists.endpoints, addUsers } };
  expect(said(answered(401), { definition })).toBe("done: Goes on: the error catalog counts this as a success.");
});

test("the wait, whose it is, and how often", () => {
  expect(said(answered(500))).toBe(
    "retry: Retry after 1 s, up to 8 times. If it fails again: after 2 s, 4 s and so on, 4 min 15 s in all.",
  );
  expect(said(retryAfter(429, "12"))).toMatch(
    /^retry: Retry after 12 s \(Retry-After\), up to 8 times\. Until then it makes no other call either\. If it fails again: after 2 s, 4 s and so on\.$/,
  );
  expect(said(answered(500), { retries: 3 })).toBe("retry: Retry after 8 s, up to 5 more times.");
  expect(said(answered(500), { retries: 7 })).toBe("retry: Retry after 2 min 8 s, for the last time.");
  expect(said(unanswered("timeout"))).toMatch(/^retry: Retry after 1 s, up to 8 times\./);
});

test("a Retry-After that counts for less, or for nothing", () => {
  expect(said(retryAfter(429, "2"), { retries: 3 })).toMatch(
    /^retry: Retry after 8 s, .*asks for 2 s, and a wait is never shorter than its step\./,
  );
  expect(said(retryAfter(429, "864000"))).toMatch(
    /^retry: Retry after 1 h \(Retry-After\), up to 8 times\. Retry-After asks for “864000”: an hour is the most/,
  );
  expect(said(retryAfter(503, "Mon, 05 Jan 2026 03:04:05 GMT"))).toContain("an hour is the most that is waited");
  expect(said(retryAfter(503, "Fri, 02 Jan 2026 03:04:25 GMT"))).toMatch(/^retry: Retry after 20 s \(Retry-After\)/);
  expect(said(retryAfter(429, "3600"))).not.toContain("the most");
  for (const text of ["soon", "-5"]) {
    expect(said(retryAfter(429, text))).toMatch(
      /^retry: Retry after 1 s, .*is no time to wait for, so it doesn't count/,
    );
  }
});

test("a batch that is not taken, and one that never is", () => {
  expect(said(answered(413))).toBe(
    "fail: Gives the batch up: the users are rejected. It is not retried. The run goes on, and counts as partial.",
  );
  expect(said(answered(500), { retries: retriesMax })).toBe(
    "fail: Gives the batch up after 8 retries. The users are in the difference of the next run. 10 such calls in a row end the run.",
  );
  expect(said(answered(400), { definition: events, endpoint: action })).toContain("the events are rejected");
});

test("credentials, a creation that fails, a list that is gone", () => {
  expect(said(answered(401))).toMatch(/^fail: Pauses the sync: credentials refused\./);
  expect(said(answered(409), { endpoint: "listCreation" })).toMatch(/^fail: Ends the run: without the list nobody/);
  expect(said(answered(500), { endpoint: "listCreation", retries: retriesMax })).toMatch(
    /^fail: Ends the run after 8 retries: without the list/,
  );
  expect(said(answered(400), { definition: properties, endpoint: "propertyCreation" })).toContain(
    "without the property",
  );
  const gone = answered(404, '{"error":{"code":"list_not_found"}}');
  expect(said(gone)).toMatch(/^recreate: Recreates the list and sends everybody again\./);
  expect(said(gone, { recreations: 1 })).toMatch(/^fail: Ends the run: the list is gone again/);
});

test("single users that were refused, or are to be sent again", () => {
  const rejected = answered(200, '{"rejected":[{"id":"u1","code":"bad"}]}');
  expect(said(rejected, { sent: two })).toMatch(/^done: Goes on: the rejected user is not sent again\. A run with any/);
  const both = answered(200, '{"rejected":[{"id":"u1","code":"bad"},{"id":"u2","code":"bad"}]}');
  expect(said(both, { sent: two })).toMatch(/^done: Goes on: the 2 rejected users are not sent again\./);
  const unknown = answered(200, '{"rejected":[{"id":"u9","code":"bad"}]}');
  expect(said(unknown, { sent: two })).toMatch(/^done: Goes on: nobody is sent again\./);

  const { addUsers } = lists.endpoints;
  const itemOutcomes = addUsers.itemOutcomes.map((rule) => ({ ...rule, onAdd: "retry" as const }));
  const definition = { ...lists, endpoints: { ...lists.endpoints, addUsers: { ...addUsers, itemOutcomes } } };
  expect(said(rejected, { definition, sent: two })).toMatch(/^retry: Sends 1 user again after 1 s, up to 8 times\./);
  expect(said(rejected, { definition, sent: two, retries: retriesMax })).toContain(
    "Gives the batch up after 8 retries. The users that are left are in the difference",
  );
});

test("calls that no delivery makes, and calls that were not made", () => {
  const options = { definition: events, endpoint: "testConnection" } as const;
  expect(said(answered(200), options)).toMatch(/^none: No delivery makes/);
  expect(said(answered(500), options)).toContain("Nothing is retried");
  const listDeletion = blankOptionalCall("DELETE");
  const definition = { ...lists, endpoints: { ...lists.endpoints, listDeletion } };
  expect(said(answered(204), { definition, endpoint: "listDeletion" })).toBe(
    "done: Done: nothing of the sync is left.",
  );
  expect(said(answered(400), { definition, endpoint: "listDeletion" })).toMatch(/^fail: Gives up: what was made stays/);
  expect(said(unanswered("refused"))).toMatch(/^fail: Makes no such call: our own rule/);
  expect(followUpWords(made(unanswered("cancelled")))).toBeUndefined();
});

test("whatever comes, the words are those of what the policy does", () => {
  fc.assert(
    fc.property(anyExchange, fc.nat({ max: retriesMax }), fc.nat({ max: 1 }), (exchange, retries, recreations) => {
      const call = made(exchange, { retries, recreations });
      const words = followUpWords(call);
      if (call.outcome.status === "cancelled") expect(words).toBeUndefined();
      else expect(words?.does).toBe(followUp(call).do);
      expect(words?.title ?? "Yes.").toMatch(/\.$/);
      expect(`${words?.title} ${words?.detail}`).not.toMatch(/NaN|\{|null/);
    }),
  );
});
