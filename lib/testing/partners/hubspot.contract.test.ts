import { expect, test } from "vitest";
import { hubspotLists } from "@/lib/destination/gallery/hubspot-lists";
import { openBench, story } from "./contract-bench";
import { HubSpotApi } from "./hubspot";
import { jsonReply } from "./partner-simulator";

const token = "pat-na1-0001";
const tokenWithoutScope = "pat-na1-0002";

async function open() {
  const records = Array.from({ length: 24_000 }, (_, index) => String(index));
  const api = new HubSpotApi({ token, records, tokensWithoutScope: [tokenWithoutScope] });
  return { api, ...(await openBench({ entry: hubspotLists, simulator: api, settings: { bearer_token: token } })) };
}

const records = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ hubspot_record_id: String(from + index) }));
const members = ["addUsers", "removeUsers"] as const;

test("a list is created, filled in batches of 10,000 and changed again", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: records(0, 20_002), only: ["testConnection", "listCreation", "addUsers"] });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual([
    "testConnection: success",
    "listCreation: success",
    "addUsers: success",
    "addUsers: success",
    "addUsers: success",
  ]);
  // Digits as text stay text.
  expect(first.listId).toBe("21");
  expect(api.lists.get("21")).toMatchObject({ name: "[Amplitude] active users", objectTypeId: "0-1" });

  const second = await run({
    add: records(20_002, 20_003),
    remove: records(0, 20_000),
    values: { listId: first.listId },
    only: members,
  });
  expect(story(second)).toEqual(["addUsers: success", "removeUsers: success", "removeUsers: success"]);
  expect([...(api.lists.get("21")?.members ?? [])]).toEqual(["20000", "20001", "20002"]);
  expect(network.calls.at(-3)).toMatchObject({ method: "PUT", body: '["20002"]' });
});

test("the answer to a full batch of long record IDs can be read to its end", async () => {
  const longIds = Array.from({ length: 10_000 }, (_, index) => String(100_000_000_000 + index));
  const api = new HubSpotApi({ token, records: longIds.slice(1) });
  const { run } = await openBench({ entry: hubspotLists, simulator: api, settings: { bearer_token: token } });
  const add = longIds.map((id) => ({ hubspot_record_id: id }));
  const { calls } = await run({ add, only: ["listCreation", "addUsers"] });
  expect(calls[1]?.exchange.response?.isTruncated).toBe(false);
  expect(calls[1]?.items.filter(({ result }) => result === "rejected")).toHaveLength(1);
});

test("a list may hold companies", async () => {
  const { api, run } = await open();
  await run({ settings: { object_type: "0-2" }, only: ["listCreation"] });
  expect(api.lists.get("21")?.objectTypeId).toBe("0-2");
});

test("records that HubSpot doesn't have are refused when they enter, and done when they leave", async () => {
  const { api, run } = await open();
  const strangers = [...records(1, 2), { hubspot_record_id: "99999999" }];
  const sync = await run({ add: strangers, only: ["listCreation", "addUsers"] });
  const added = sync.calls.at(-1);
  expect(added?.exchange.response?.status).toBe(200);
  expect(added?.outcome.kind).toBe("partial");
  expect(added?.items.map(({ result }) => result)).toEqual(["accepted", "rejected"]);
  expect([...(api.lists.get("21")?.members ?? [])]).toEqual(["1"]);

  const left = await run({ remove: strangers, values: { listId: sync.listId }, only: ["removeUsers"] });
  expect(left.calls[0]?.outcome.kind).toBe("success");
  expect(left.calls[0]?.items.map(({ result }) => result)).toEqual(["accepted", "done"]);
});

test("a wrong token and one without the scopes are told apart", async () => {
  const { api, run } = await open();
  const wrong = await run({ settings: { bearer_token: "wrong" } });
  expect(story(wrong)).toEqual(["testConnection: access token"]);
  expect(wrong.calls[0]?.outcome).toMatchObject({ kind: "failure", status: "401", retry: false });
  const scopes = await run({ settings: { bearer_token: tokenWithoutScope } });
  expect(story(scopes)).toEqual(["testConnection: success", "listCreation: Scopes"]);
  expect(scopes.calls[1]?.outcome.field).toBe("bearer_token");
  expect(api.lists.size).toBe(0);
});

test("a name that is taken is told by HubSpot's sub category", async () => {
  const { run } = await open();
  await run({ only: ["listCreation"] });
  const again = await run({ only: ["listCreation"] });
  expect(story(again)).toEqual(["listCreation: Name taken"]);
});

test("a list that was deleted is told to be gone", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.lists.clear();
  for (const key of members) {
    const sync = await run({ add: records(0, 1), remove: records(0, 1), values: { listId }, only: [key] });
    expect(story(sync)).toEqual([`${key}: List not found`]);
    expect(sync.calls[0]?.outcome).toMatchObject({ meaning: "list_gone", retry: false });
  }
});

test("a short limit is waited for, the limit of a day isn't", async () => {
  const { api, run } = await open();
  api.throttleNext(2);
  const sync = await run({ only: ["listCreation"], retries: 2 });
  expect(story(sync)).toEqual(["listCreation: Rate limit", "listCreation: Rate limit", "listCreation: success"]);
  api.answerNext(jsonReply(429, { status: "error", errorType: "RATE_LIMIT", policyName: "DAILY" }));
  const tomorrow = await run({ cohortName: "others", only: ["listCreation"], retries: 2 });
  expect(story(tomorrow)).toEqual(["listCreation: Daily limit"]);
});

test("deleting the sync deletes the list, and one that is gone is no failure", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  expect(story(await run({ values: { listId }, only: ["listDeletion"] }))).toEqual(["listDeletion: success"]);
  expect(api.lists.size).toBe(0);
  const again = await run({ values: { listId }, only: ["listDeletion"] });
  expect(again.calls[0]?.outcome).toMatchObject({ kind: "success", type: "List not found" });
});
