import { expect, test } from "vitest";
import { klaviyoLists } from "@/lib/destination/gallery/klaviyo-lists";
import { type BenchSetup, openBench, story } from "./contract-bench";
import { KlaviyoApi } from "./klaviyo";
import { withBatchSize } from "./with-batch-size";

const key = "pk_0123456789abcdef";

async function open(change: BenchSetup["change"] = (definition) => definition) {
  const api = new KlaviyoApi({ key, profiles: Array.from({ length: 2_500 }, (_, index) => `P${index}`) });
  const bench = await openBench({ entry: klaviyoLists, simulator: api, settings: { api_key: key }, change });
  return { api, ...bench };
}

const profiles = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ klaviyo_profile_id: `P${from + index}` }));
const members = ["addUsers", "removeUsers"] as const;

test("a list is created, filled in batches of 1,000 and changed again", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: profiles(0, 1_500), only: ["testConnection", "listCreation", "addUsers"] });
  expect(first.problems).toEqual([]);
  expect(first.calls.map(({ exchange }) => exchange.response?.status)).toEqual([200, 201, 204, 204]);
  expect(first.listId).toBe("XYZ000");
  const second = await run({
    add: profiles(1_500, 1_501),
    remove: profiles(0, 1_499),
    values: { listId: first.listId },
    only: members,
  });
  expect(story(second)).toEqual(["addUsers: success", "removeUsers: success", "removeUsers: success"]);
  expect(api.lists.get("XYZ000")).toMatchObject({ name: "[Amplitude] active users" });
  expect([...(api.lists.get("XYZ000")?.profiles ?? [])]).toEqual(["P1499", "P1500"]);

  const removal = network.calls.at(-1);
  expect(removal?.method).toBe("DELETE");
  expect(JSON.parse(removal?.body ?? "").data[0]).toEqual({ type: "profile", id: "P1000" });
  for (const { headers, body } of network.calls) {
    expect(headers).toMatchObject({ authorization: `Klaviyo-API-Key ${key}`, revision: "2025-04-15" });
    expect(headers["content-type"]).toBe(body === "" ? undefined : "application/vnd.api+json");
  }
});

test("without the revision nothing works", async () => {
  const { run } = await open((definition) => ({
    ...definition,
    headers: definition.headers.filter(({ name }) => name !== "revision"),
  }));
  expect((await run()).calls[0]?.outcome).toMatchObject({ kind: "failure", status: "400" });
});

test("a wrong key is told, and nothing else is called", async () => {
  const { api, run } = await open();
  const sync = await run({ add: profiles(0, 1), settings: { api_key: "pk_wrong" } });
  expect(story(sync)).toEqual(["testConnection: private API key"]);
  expect(sync.calls[0]?.outcome).toMatchObject({ status: "401", retry: false });
  expect(api.lists.size).toBe(0);
});

test("one unknown profile refuses its whole batch, in words that say so", async () => {
  const { api, run } = await open();
  const sync = await run({
    add: [...profiles(0, 1), { klaviyo_profile_id: "XYZABD" }],
    only: ["listCreation", "addUsers"],
  });
  expect(story(sync)).toEqual(["listCreation: success", "addUsers: Unknown profile"]);
  expect(api.lists.get("XYZ000")?.profiles.size).toBe(0);
});

test("a batch larger than the template's is refused", async () => {
  const { run } = await open(withBatchSize(1_001));
  const sync = await run({ add: profiles(0, 1_001), only: ["listCreation", "addUsers"] });
  expect(sync.calls.at(-1)?.outcome).toMatchObject({ kind: "failure", status: "400" });
});

test("a list that was deleted is told to be gone", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.lists.clear();
  for (const each of members) {
    const sync = await run({ add: profiles(0, 1), remove: profiles(0, 1), values: { listId }, only: [each] });
    expect(story(sync)).toEqual([`${each}: List not found`]);
    expect(sync.calls[0]?.outcome.meaning).toBe("list_gone");
  }
});

test("throttled calls are made again", async () => {
  const { api, run } = await open();
  api.throttleNext();
  const sync = await run({ only: ["listCreation"], retries: 1 });
  expect(story(sync)).toEqual(["listCreation: Rate limit", "listCreation: success"]);
});

test("deleting the sync deletes the list", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  expect(story(await run({ values: { listId }, only: ["listDeletion"] }))).toEqual(["listDeletion: success"]);
  expect(api.lists.size).toBe(0);
});
