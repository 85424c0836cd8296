import { expect, test } from "vitest";
import { mailchimpSegments } from "@/lib/destination/gallery/mailchimp-segments";
import { validateSettings } from "@/lib/destination/settings";
import { type BenchSetup, openBench, story } from "./contract-bench";
import { MailchimpApi } from "./mailchimp";
import { withBatchSize } from "./with-batch-size";

const key = "0123456789abcdef0123456789abcdef-us6";
const listId = "4ca5becb8d";
const settings = { api_key: key, data_center: "us6", audience_id: listId };

async function open(change: BenchSetup["change"] = (definition) => definition) {
  const contacts = Array.from({ length: 1_200 }, (_, index) => `user${index}@example.com`);
  const api = new MailchimpApi({ key, listId, contacts }, ["us7"]);
  return { api, ...(await openBench({ entry: mailchimpSegments, simulator: api, settings, change })) };
}

const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ email: `User${from + index}@example.com` }));
const members = ["addUsers", "removeUsers"] as const;

test("a segment is created, filled in batches of 500 and changed again", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: people(0, 1_001), only: ["testConnection", "listCreation", "addUsers"] });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual([
    "testConnection: success",
    "listCreation: success",
    "addUsers: success",
    "addUsers: success",
    "addUsers: success",
  ]);
  expect(String(first.listId)).toBe("49377");
  const second = await run({
    add: people(1_001, 1_002),
    remove: people(0, 1_000),
    values: { listId: first.listId },
    only: members,
  });
  expect(story(second)).toEqual(["addUsers: success", "removeUsers: success", "removeUsers: success"]);
  expect(api.segments.get("49377")?.name).toBe("active users");
  expect([...(api.segments.get("49377")?.members ?? [])]).toEqual(["user1000@example.com", "user1001@example.com"]);
  expect(new Set(network.calls.map(({ host }) => host))).toEqual(new Set(["us6.api.mailchimp.com"]));
  expect(JSON.parse(network.calls.at(-1)?.body ?? "").members_to_remove).toHaveLength(500);
});

test("who isn't in the audience is refused when entering, and done when leaving", async () => {
  const { api, run } = await open();
  const add = [...people(0, 1), { email: "Stranger@example.com" }, { email: "other@example.com" }];
  const sync = await run({ add, only: ["listCreation", "addUsers"] });
  const added = sync.calls.at(-1);
  expect(added?.exchange.response?.status).toBe(200);
  expect(added?.outcome.kind).toBe("partial");
  expect(added?.items.map(({ result }) => result)).toEqual(["accepted", "rejected", "rejected"]);
  expect(api.segments.get("49377")?.members.size).toBe(1);
  const left = await run({ remove: add, values: { listId: sync.listId }, only: ["removeUsers"] });
  expect(left.calls[0]?.items.map(({ result }) => result)).toEqual(["accepted", "done", "done"]);
  expect(left.calls[0]?.outcome.kind).toBe("success");
});

test("whoever has no e-mail address is skipped with that reason", async () => {
  const { run } = await open();
  const sync = await run({ add: [...people(0, 1), { email: "not an address" }], only: ["listCreation", "addUsers"] });
  expect(sync.calls.at(-1)?.skipped).toHaveLength(1);
  expect(sync.calls.at(-1)?.items).toHaveLength(1);
});

test("a wrong key, a wrong data center and a wrong audience are told apart", async () => {
  const { run } = await open();
  const told = async (answers: Record<string, string>) => {
    const sync = await run({ settings: answers, only: ["testConnection"] });
    return `${story(sync)[0]} (${sync.calls[0]?.outcome.field ?? "no field"})`;
  };
  expect(await told({ api_key: "wrong-us6" })).toBe("testConnection: API key (no field)");
  expect(await told({ data_center: "us7" })).toBe("testConnection: Data center (data_center)");
  expect(await told({ audience_id: "0000000000" })).toBe("testConnection: Audience not found (audience_id)");
});

test("a data center can lead to no other host", async () => {
  const { definition, network, run } = await open();
  for (const data_center of ["evil.example.com/", "us6.evil", "us6@evil.example.com"]) {
    const problems = validateSettings(definition, { ...settings, data_center }, {});
    expect(problems.map(({ variable }) => variable)).toContain("data_center");
    const sync = await run({ settings: { data_center }, only: ["testConnection"] });
    const reached = network.calls.map(({ host }) => host);
    expect(sync.problems.length > 0 || reached.every((host) => host.endsWith(".api.mailchimp.com"))).toBe(true);
  }
});

test("a batch larger than the template's is refused", async () => {
  const { run } = await open(withBatchSize(501));
  const sync = await run({ add: people(0, 501), only: ["listCreation", "addUsers"] });
  expect(sync.calls.at(-1)?.outcome).toMatchObject({ kind: "failure", status: "400" });
});

test("a segment that was deleted is told to be gone", async () => {
  const { api, run } = await open();
  const created = await run({ only: ["listCreation"] });
  api.segments.clear();
  for (const each of members) {
    const sync = await run({
      add: people(0, 1),
      remove: people(0, 1),
      values: { listId: created.listId },
      only: [each],
    });
    expect(story(sync)).toEqual([`${each}: Tag not found`]);
    expect(sync.calls[0]?.outcome.meaning).toBe("list_gone");
  }
});

test("throttling comes as 429, and as 403 without JSON: both are tried again", async () => {
  const { api, run } = await open();
  api.throttleNext();
  api.blockNext();
  const sync = await run({ only: ["listCreation"], retries: 2 });
  expect(story(sync)).toEqual([
    "listCreation: Rate limit",
    "listCreation: Blocked for a moment",
    "listCreation: success",
  ]);
});

test("a name that is taken is told by its words", async () => {
  const { run } = await open();
  await run({ only: ["listCreation"] });
  expect(story(await run({ only: ["listCreation"] }))).toEqual(["listCreation: Name taken"]);
});

test("deleting the sync deletes the segment", async () => {
  const { api, run } = await open();
  const created = await run({ only: ["listCreation"] });
  const sync = await run({ values: { listId: created.listId }, only: ["listDeletion"] });
  expect(story(sync)).toEqual(["listDeletion: success"]);
  expect(api.segments.size).toBe(0);
});
