import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { userProperty, userTags } from "@/lib/destination/gallery/user-property";
import { openBench, story } from "./contract-bench";
import { jsonReply } from "./partner-simulator";
import { ProfilePartnerApi } from "./profile-partner";

const key = "pp_0123456789";

async function open(entry: typeof userProperty) {
  const api = new ProfilePartnerApi({ key, users: Array.from({ length: 3_000 }, (_, index) => `user-${index}`) });
  return { api, ...(await openBench({ entry, simulator: api, settings: { api_key: key } })) };
}

const users = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ user_id: `user-${from + index}` }));
const trait = "[Amplitude] active users: 7khm89cz";

test("who enters and who leaves share a call; the trait's name is a key made of the cohort", async () => {
  const { api, network, run } = await open(userProperty);
  const first = await run({ add: users(0, 1_500) });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual(["testConnection: success", "updateUsers: success", "updateUsers: success"]);
  expect(api.usersWith(trait, true)).toHaveLength(1_500);
  const second = await run({ add: users(1_500, 1_501), remove: users(0, 1_499), only: ["updateUsers"] });
  expect(second.calls.map(({ users: sent }) => sent.length)).toEqual([1_000, 500]);
  expect(api.usersWith(trait, true)).toEqual(["user-1499", "user-1500"]);
  expect(api.usersWith(trait, false)).toHaveLength(1_499);
  const body = JSON.parse(network.calls.at(-2)?.body ?? "");
  expect(body.batch[0]).toEqual({ type: "identify", userId: "user-1500", traits: { [trait]: true } });
  expect(body.batch[1].traits).toEqual({ [trait]: false });
});

test("a cohort that was renamed keeps its property", async () => {
  const { api, run } = await open(userProperty);
  await run({ add: users(0, 1) });
  await run({ remove: users(0, 1), cohortName: "renamed", values: { propertyKey: trait }, only: ["updateUsers"] });
  expect(api.usersWith(trait, false)).toEqual(["user-0"]);
  expect([...(api.traits.get("user-0") ?? [])]).toEqual([[trait, false]]);
});

test("unknown users are told by their place in the call, and each by the direction they go", async () => {
  const { run } = await open(userProperty);
  const sync = await run({
    add: [...users(0, 1), { user_id: "stranger" }],
    remove: [{ user_id: "nobody" }, ...users(1, 2)],
    only: ["updateUsers"],
  });
  expect(sync.calls[0]?.items.map(({ result }) => result)).toEqual(["accepted", "rejected", "done", "accepted"]);
  expect(sync.calls[0]?.outcome.kind).toBe("partial");
});

test("a partner that knows people only by the hash of their e-mail gets nothing else", async () => {
  const hash = createHash("sha256").update("ada@example.com").digest("hex");
  const api = new ProfilePartnerApi({ key, users: [hash] });
  const hashed = (definition: DestinationDefinition): DestinationDefinition => {
    if (definition.kind !== "property") return definition;
    const itemTemplate =
      '{ "type": "identify", "userId": "${user_id_field | email | sha256}", "traits": { "$property_key": $in_cohort } }';
    const updateUsers = { ...definition.endpoints.updateUsers, itemTemplate };
    return { ...definition, endpoints: { ...definition.endpoints, updateUsers } };
  };
  const settings = { api_key: key };
  const { network, run } = await openBench({ entry: userProperty, simulator: api, settings, change: hashed });
  const sync = await run({ add: [{ user_id: " Ada@Example.com " }], only: ["updateUsers"] });
  expect(sync.calls[0]?.items.map(({ result }) => result)).toEqual(["accepted"]);
  expect(api.usersWith(trait, true)).toEqual([hash]);
  expect(network.calls.at(-1)?.body.toLowerCase()).not.toContain("ada@");
});

test("the key goes as user name with an empty password; a wrong one is told", async () => {
  const { network, run } = await open(userProperty);
  await run({ only: ["testConnection"] });
  expect(network.calls[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`${key}:`).toString("base64")}`);
  expect(story(await run({ settings: { api_key: "wrong" } }))).toEqual(["testConnection: API key"]);
});

test("throttled calls are made again", async () => {
  const { api, run } = await open(userProperty);
  api.throttleNext();
  expect(story(await run({ add: users(0, 1), only: ["updateUsers"], retries: 1 }))).toEqual([
    "updateUsers: Rate limit",
    "updateUsers: success",
  ]);
});

test("a tag is created once, set and taken away by two calls", async () => {
  const { api, run } = await open(userTags);
  const first = await run({ add: users(0, 1_500) });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual([
    "testConnection: success",
    "propertyCreation: success",
    "addUsers: success",
    "addUsers: success",
  ]);
  const second = await run({ add: users(1_500, 1_501), remove: users(0, 1_499), only: ["addUsers", "removeUsers"] });
  expect(story(second)).toEqual(["addUsers: success", "removeUsers: success", "removeUsers: success"]);
  expect([...(api.tags.get("amplitude-active-users-7khm89cz") ?? [])]).toEqual(["user-1499", "user-1500"]);
});

test("a tag that is there already is used", async () => {
  const { api, run } = await open(userTags);
  api.tags.set("amplitude-active-users-7khm89cz", new Set());
  const sync = await run({ add: users(0, 1) });
  expect(story(sync).slice(1)).toEqual(["propertyCreation: Tag exists", "addUsers: success"]);
  expect(sync.calls[1]?.outcome.kind).toBe("success");
});

test("inside 207 unknown users are refused when entering, and done when leaving", async () => {
  const { run } = await open(userTags);
  const strangers = [...users(0, 1), { user_id: "nobody" }];
  const sync = await run({ add: strangers, remove: strangers });
  const [added, removed] = sync.calls.slice(-2);
  expect(added?.exchange.response?.status).toBe(207);
  expect(added?.items.map(({ result }) => result)).toEqual(["accepted", "rejected"]);
  expect(removed?.items.map(({ result }) => result)).toEqual(["accepted", "done"]);
});

test("a tag that was deleted is told to be gone", async () => {
  const { run } = await open(userTags);
  const gone = await run({ add: users(0, 1), only: ["addUsers"] });
  expect(story(gone)).toEqual(["addUsers: Tag not found"]);
  expect(gone.calls[0]?.outcome.meaning).toBe("list_gone");
});

test("a server that fails is tried again", async () => {
  const { api, run } = await open(userTags);
  api.answerNext(jsonReply(503, {}));
  expect(story(await run({ only: ["propertyCreation"], retries: 1 }))).toEqual([
    "propertyCreation: Service unavailable",
    "propertyCreation: success",
  ]);
});
