import { expect, test } from "vitest";
import { iterableCohort } from "@/lib/destination/gallery/iterable-cohort";
import { type BenchRun, openBench, story, unmet } from "./contract-bench";
import { IterableApi, type IterableOptions } from "./iterable";
import { jsonReply } from "./partner-simulator";

const apiKey = "5d2e7f9c1b3a4f6e8d0c2b4a6f8e1d3c";
const eu = "https://api.eu.iterable.com/api";

async function open(options: Partial<IterableOptions> = {}) {
  const api = new IterableApi({ apiKey, ...options });
  const bench = await openBench({ entry: iterableCohort, simulator: api, settings: { api_key: apiKey } });
  return { api, ...bench };
}

const byEmail: BenchRun = { settings: { user_key: "email" }, mappings: { user_key: "email" } };
const users = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ user_id: `user-${from + index}` }));

test("a list is created, filled in batches of 1,000 and emptied again", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: users(0, 2_500), only: ["testConnection", "listCreation", "addUsers"] });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual([
    "testConnection: success",
    "listCreation: success",
    "addUsers: success",
    "addUsers: success",
    "addUsers: success",
  ]);
  expect(first.calls.slice(2).map(({ users: sent }) => sent.length)).toEqual([1_000, 1_000, 500]);
  expect([...api.lists]).toEqual([["12345", { name: "[Amplitude] active users", members: expect.any(Set) }]]);
  expect(api.lists.get("12345")?.members.size).toBe(2_500);

  const second = await run({
    add: users(2_500, 2_502),
    remove: users(0, 2_499),
    values: { listId: first.listId },
    only: ["addUsers", "removeUsers"],
  });
  expect(story(second)).toEqual([
    "addUsers: success",
    "removeUsers: success",
    "removeUsers: success",
    "removeUsers: success",
  ]);
  expect([...(api.lists.get("12345")?.members ?? [])]).toEqual(["user-2499", "user-2500", "user-2501"]);
  expect(network.calls.every(({ headers }) => headers["api-key"] === apiKey)).toBe(true);
  expect(JSON.parse(network.calls.at(-1)?.body ?? "")).toMatchObject({ listId: 12345, channelUnsubscribe: false });
});

test("a list ID of 64 bits keeps every digit", async () => {
  const { api, network, run } = await open({ firstListId: 9_007_199_254_740_993n });
  const sync = await run({ add: users(0, 1) });
  expect(story(sync)).toContain("addUsers: success");
  expect(network.calls.find(({ rawPath }) => rawPath === "/api/lists/subscribe")?.body).toContain(
    '"listId": 9007199254740993',
  );
  // The sync was deleted at its end, with the list.
  expect(sync.calls.at(-1)?.request.url).toBe("https://api.iterable.com/api/lists/9007199254740993");
  expect(api.lists.size).toBe(0);
});

test("the customer decides whether unknown people are created", async () => {
  const { network, run } = await open();
  await run({ add: users(0, 1) });
  await run({ add: users(1, 2), settings: { known_only: "true" } });
  const flags = network.calls
    .filter(({ rawPath }) => rawPath === "/api/lists/subscribe")
    .map(({ body }) => JSON.parse(body ?? "").updateExistingUsersOnly);
  expect(flags).toEqual([false, true]);
});

test("the data center decides about the host", async () => {
  const { run } = await open({ host: "api.eu.iterable.com" });
  expect(story(await run({ add: users(0, 1), settings: { data_center: eu } })).at(0)).toBe("testConnection: success");
  const wrong = await run({ add: users(0, 1) });
  expect(story(wrong)).toEqual(["testConnection: API key"]);
  expect(wrong.calls[0]?.outcome.field).toBe("api_key");
});

test("a wrong key is told to the customer, and nothing else is called", async () => {
  const { api, run } = await open();
  const sync = await run({ add: users(0, 1), settings: { api_key: "wrong" } });
  expect(story(sync)).toEqual(["testConnection: API key"]);
  expect(sync.calls[0]?.outcome).toMatchObject({ kind: "failure", status: "401", retry: false });
  expect(api.lists.size).toBe(0);
});

test("a key without the permission is told apart from a wrong one", async () => {
  const { api, run } = await open();
  api.mayWrite = false;
  expect(story(await run({ add: users(0, 1) }))).toEqual(["testConnection: success", "listCreation: Permission"]);
});

test("an empty answer to the creation is no success, since there is no list ID in it", async () => {
  const { api, run } = await open();
  api.answerNext(jsonReply(200, {}));
  const sync = await run({ add: users(0, 1), only: ["listCreation", "addUsers"] });
  expect(story(sync)).toEqual(["listCreation: unclassified"]);
  expect(sync.calls[0]?.outcome.status).toBe("invalid_response");
});

test("a list that was deleted is told to be gone", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.lists.clear();
  for (const only of [["addUsers"], ["removeUsers"]] as const) {
    const sync = await run({ add: users(0, 1), remove: users(0, 1), values: { listId }, only });
    expect(story(sync)).toEqual([`${only[0]}: List not found`]);
    expect(sync.calls[0]?.outcome.meaning).toBe("list_gone");
  }
});

test("throttled calls are made again", async () => {
  const { api, run } = await open();
  api.throttleNext(2);
  const sync = await run({ add: users(0, 1), only: ["listCreation", "addUsers"], retries: 2 });
  expect(story(sync)).toEqual([
    "listCreation: Rate limit",
    "listCreation: Rate limit",
    "listCreation: success",
    "addUsers: success",
  ]);
});

test("of a success, each refused person is told with a reason; who is forgotten or gone counts as done", async () => {
  const { api, run } = await open();
  api.invalid.add("bad@example.com");
  api.forgotten.add("forgotten@example.com");
  api.conflicting.add("twice@example.com");
  api.badData.add("odd@example.com");
  api.unknown.add("nobody@example.com");
  const people = [
    "Ada@Example.com",
    "Forgotten@Example.com",
    "twice@example.com",
    "odd@example.com",
    "nobody@example.com",
  ];
  const add = [...people, "Bad@Example.com", "no-address"].map((email) => ({ email }));
  const sync = await run({ ...byEmail, add, only: ["listCreation", "addUsers"] });
  const call = sync.calls.at(-1);
  expect(call?.exchange.response?.status).toBe(200);
  expect(call?.skipped).toMatchObject([{ reason: expect.stringContaining("e-mail") }]);
  expect(call?.items.map(({ result }) => result)).toEqual([
    "accepted",
    "done",
    "rejected",
    "rejected",
    "rejected",
    "rejected",
  ]);
  expect(call?.outcome).toMatchObject({ kind: "partial", items: { accepted: 1, done: 1, rejected: 4 } });
  expect([...(api.lists.get("12345")?.members ?? [])]).toEqual(["ada@example.com"]);
});

test("leaving a list one isn't in is done, not a failure", async () => {
  const { api, run } = await open();
  api.forgotten.add("forgotten@example.com");
  api.conflicting.add("twice@example.com");
  const { listId } = await run({ ...byEmail, add: [{ email: "ada@example.com" }], only: ["listCreation", "addUsers"] });
  const people = ["ada@example.com", "stranger@example.com", "forgotten@example.com", "twice@example.com"];
  const sync = await run({
    ...byEmail,
    remove: people.map((email) => ({ email })),
    values: { listId },
    only: ["removeUsers"],
  });
  expect(sync.calls[0]?.items.map(({ result }) => result)).toEqual(["accepted", "done", "done", "rejected"]);
  expect(api.lists.get("12345")?.members.size).toBe(0);
});

test("e-mails are one person whatever their case, user IDs are not", async () => {
  const { api, run } = await open();
  api.conflicting.add("User-1");
  api.badData.add("User-2");
  api.forgotten.add("User-3");
  api.unknown.add("User-4");
  api.invalid.add("User-5");
  const add = ["User-1", "User-2", "User-3", "User-4", "User-5", "user-1"].map((user_id) => ({ user_id }));
  const sync = await run({ add, only: ["listCreation", "addUsers"] });
  expect(sync.calls.at(-1)?.items.map(({ result }) => result)).toEqual([
    "rejected",
    "rejected",
    "done",
    "rejected",
    "rejected",
    "accepted",
  ]);
  expect([...(api.lists.get("12345")?.members ?? [])]).toEqual(["user-1"]);
});

test("a hybrid project gets the e-mail of those who have one", async () => {
  const { network, run } = await open();
  const add: Record<string, string>[] = [{ user_id: "u1", email: "ada@example.com" }, { user_id: "u2" }];
  const sync = await run({ add, settings: { user_key: "both" }, only: ["listCreation", "addUsers"] });
  expect(story(sync).at(-1)).toBe("addUsers: success");
  expect(JSON.parse(network.calls.at(-1)?.body ?? "").subscribers).toEqual([
    { userId: "u1", email: "ada@example.com" },
    { userId: "u2" },
  ]);
});

test("deleting the sync deletes the list; one that is in use stays, with the reason", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.inUse.add("12345");
  expect(story(await run({ values: { listId }, only: ["listDeletion"] }))).toEqual(["listDeletion: List in use"]);
  api.inUse.clear();
  expect(story(await run({ values: { listId }, only: ["listDeletion"] }))).toEqual(["listDeletion: success"]);
  const again = await run({ values: { listId }, only: ["listDeletion"] });
  expect(again.calls[0]?.outcome).toMatchObject({ kind: "success", type: "List not found" });
});

test("what Iterable says about batches, requests and itself is told in words", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  const add = async (timeoutMs?: number) =>
    story(await run({ add: users(0, 1), values: { listId }, only: ["addUsers"], ...(timeoutMs && { timeoutMs }) }))[0];
  api.answerNext(jsonReply(400, { msg: "Batch too large", code: "BatchTooLarge", params: {} }));
  expect(await add()).toBe("addUsers: Batch too large");
  api.answerNext(jsonReply(400, { msg: "listId is missing", code: "BadParams", params: {} }));
  expect(await add()).toBe("addUsers: Request refused");
  api.answerNext(jsonReply(500, { msg: "Internal server error", code: "GenericError" }));
  expect(await add()).toBe("addUsers: Iterable unavailable");
  api.answerNext("hang");
  expect(await add(150)).toBe("addUsers: No answer");
  api.answerNext("cut");
  expect(await add()).toBe("addUsers: unclassified");
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(iterableCohort)).toEqual([]);
});
