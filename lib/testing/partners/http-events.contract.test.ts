import { expect, test } from "vitest";
import { httpEvents } from "@/lib/destination/gallery/http-events";
import { LosslessNumber } from "@/lib/destination/json";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";

import { openBench, story, unmet } from "./contract-bench";
import { HttpEventsApi } from "./http-events";
import { jsonReply } from "./partner-simulator";

async function open() {
  const api = new HttpEventsApi({ token: "events-token-1", host: "api.example.com" });
  return {
    api,
    ...(await openBench({ entry: httpEvents, simulator: api, settings: { bearer_token: "events-token-1" } })),
  };
}

const tracked = (index: number, more: TriggerEvent = {}): TriggerEvent => ({
  type: "track",
  event: "Signed Up",
  userId: `u${index}`,
  messageId: `m${index}`,
  timestamp: "2026-03-14T09:26:53.000Z",
  properties: { plan: "pro", seats: new LosslessNumber("5") },
  ...more,
});
const identified: TriggerEvent = {
  type: "identify",
  userId: "a/b c",
  traits: { email: "ada@example.com", member: true },
};
const noConnectionTest = { only: [] } as const;

test("events go in batches of 100, profiles one by one", async () => {
  const { api, network, run } = await open();
  const events = [...Array.from({ length: 150 }, (_, index) => tracked(index)), identified];
  const sync = await run({ events });
  expect(sync.problems).toEqual([]);
  expect(sync.calls.map(({ outcome, events: sent }) => `${outcome.kind} ${sent.length}`)).toEqual([
    "success 0",
    "success 100",
    "success 50",
    "success 1",
  ]);
  expect(api.events).toHaveLength(150);
  expect(api.events[0]).toEqual({
    id: "m0",
    name: "Signed Up",
    user: "u0",
    time: 1_773_480_413,
    properties: { plan: "pro", seats: 5 },
  });
  expect([...api.profiles]).toEqual([["a/b c", { email: "ada@example.com", member: true }]]);
  expect(network.calls.at(-1)).toMatchObject({ method: "PUT", rawPath: "/v1/profiles/a%2Fb%20c" });
});

test("page views are off until the customer turns them on", async () => {
  const { api, definition, run } = await open();
  const page: TriggerEvent = { ...tracked(1), type: "page", properties: { path: "/pricing" } };
  await run({ ...noConnectionTest, events: [page] });
  expect(api.events).toEqual([]);
  const id = definition.kind === "event" ? (definition.actions[1]?.id ?? "") : "";
  await run({ ...noConnectionTest, events: [page], values: { actions: { [id]: { isEnabled: true, narrowing: "" } } } });
  expect(api.events).toMatchObject([{ name: "page_view", properties: { path: "/pricing" } }]);
});

test("of a 207, each refused event is told by its position, with the reason", async () => {
  const { api, run } = await open();
  const events = [tracked(1), tracked(2, { event: "" }), tracked(3)];
  const { calls } = await run({ ...noConnectionTest, events });
  expect(calls[0]).toMatchObject({
    exchange: { response: { status: 207 } },
    outcome: { kind: "partial" },
    items: [{ result: "accepted" }, { result: "rejected", code: "refused" }, { result: "accepted" }],
  });
  expect(calls[0]?.items[1]?.message).toContain("expected string to have >=1 characters");
  expect(api.events.map(({ user }) => user)).toEqual(["u1", "u3"]);
});

test("an event without a user is left out, and the others go", async () => {
  const { api, run } = await open();
  const { userId: _, ...anonymous } = tracked(1);
  const { calls } = await run({ ...noConnectionTest, events: [anonymous, tracked(2)] });
  expect(calls[0]?.skipped).toMatchObject([{ reason: expect.stringContaining("userId") }]);
  expect(api.events).toHaveLength(1);
});

test("the customer chooses where in the event the user stands", async () => {
  const { api, run } = await open();
  const mappings = { user_key: "properties.account.id" };
  const events = [tracked(1, { properties: { account: { id: "acme" } } })];
  await run({ ...noConnectionTest, events, mappings });
  expect(api.events).toMatchObject([{ user: "acme" }]);
});

test("a wrong token is told by the connection test; what else goes wrong in words", async () => {
  const { api, run } = await open();
  expect(story(await run({ settings: { bearer_token: "wrong" }, events: [tracked(1)] }))).toEqual([
    "testConnection: access token",
  ]);
  const outcome = async (timeoutMs = 5_000, retries = 0) =>
    (await run({ ...noConnectionTest, events: [tracked(1)], timeoutMs, retries })).calls.map(
      (call) => call.outcome.type,
    );
  api.throttleNext();
  expect(await outcome(5_000, 1)).toEqual(["Rate limit", "success"]);
  api.answerNext(jsonReply(400, { error: { code: "bad_request" } }));
  expect(await outcome()).toEqual(["Request refused"]);
  api.answerNext(jsonReply(413, { error: { code: "too_many_events" } }));
  expect(await outcome()).toEqual(["Batch too large"]);
  api.answerNext(jsonReply(403, {}));
  expect(await outcome()).toEqual(["Permission"]);
  api.answerNext(jsonReply(500, {}));
  expect(await outcome()).toEqual(["Service unavailable"]);
  api.answerNext("hang");
  expect(await outcome(150)).toEqual(["No answer"]);
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(httpEvents)).toEqual([]);
});
