import { expect, test } from "vitest";
import { customerIoCohort } from "@/lib/destination/gallery/customer-io-cohort";
import { openBench, story, unmet } from "./contract-bench";
import { CustomerIoApi, type CustomerIoOptions } from "./customer-io";
import { jsonReply } from "./partner-simulator";

const people = [
  { id: "u1", email: "ada@example.com", cio_id: "c1" },
  { id: "u2", email: "grace@example.com", cio_id: "c2" },
  { id: "u3", email: "alan@example.com", cio_id: "c3" },
];
const settings = { app_api_key: "app-key-1", site_id: "site-1", tracking_api_key: "track-key-1" };

async function open(options: Partial<CustomerIoOptions> = {}) {
  const api = new CustomerIoApi({
    siteId: "site-1",
    trackingKey: "track-key-1",
    appKey: "app-key-1",
    people,
    ...options,
  });
  return { api, ...(await openBench({ entry: customerIoCohort, simulator: api, settings })) };
}

const ids = (...list: string[]) => list.map((user_id) => ({ user_id }));
const members = (api: CustomerIoApi) => [...(api.segments.get(7)?.members ?? [])];

test("a segment is made with the App key at one host and filled with the tracking pair at the other", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: ids("u1", "u2", "u3"), only: ["testConnection", "listCreation", "addUsers"] });
  expect(story(first)).toEqual(["testConnection: success", "listCreation: success", "addUsers: success"]);
  expect(api.segments.get(7)).toMatchObject({
    name: "[Amplitude] active users",
    description: "Cohort 7khm89cz, kept up to date by Web.",
  });
  const second = await run({ remove: ids("u1", "u3"), values: { listId: first.listId }, only: ["removeUsers"] });
  expect(story(second)).toEqual(["removeUsers: success"]);
  expect(members(api)).toEqual(["u2"]);
  expect(network.calls.map(({ host, rawPath }) => `${host}${rawPath}`)).toEqual([
    "track.customer.io/api/v1/accounts/region",
    "api.customer.io/v1/segments",
    "track.customer.io/api/v1/segments/7/add_customers?id_type=id",
    "track.customer.io/api/v1/segments/7/remove_customers?id_type=id",
  ]);
  expect(network.calls.map(({ headers }) => headers.authorization?.split(" ")[0])).toEqual([
    "Basic",
    "Bearer",
    "Basic",
    "Basic",
  ]);
});

test("one choice of region sets both hosts", async () => {
  const { network, run } = await open({ region: "eu" });
  const sync = await run({
    add: ids("u1"),
    settings: { region: "eu" },
    only: ["testConnection", "listCreation", "addUsers"],
  });
  expect(story(sync)).toEqual(["testConnection: success", "listCreation: success", "addUsers: success"]);
  expect([...new Set(network.calls.map(({ host }) => host))]).toEqual(["track-eu.customer.io", "api-eu.customer.io"]);
});

test("an account of the other region is refused with the setting to change", async () => {
  const eu = await open({ region: "eu" });
  const moved = await eu.run({ only: ["testConnection"] });
  expect(story(moved)).toEqual(["testConnection: Region"]);
  expect(moved.calls[0]?.outcome.field).toBe("region");
  const us = await open({ region: "us" });
  expect(story(await us.run({ settings: { region: "eu" }, only: ["testConnection"] }))).toEqual([
    "testConnection: Tracking credentials",
  ]);
});

test("who is sent is named by the kind of ID that was chosen", async () => {
  const { api, network, run } = await open();
  const add = [{ email: " Ada@Example.com" }, { email: "alan@example.com" }];
  const settings = { user_key: "email" };
  const first = await run({ add, settings, mappings: { user_key: "email" }, only: ["listCreation", "addUsers"] });
  expect(network.calls.at(-1)?.query.get("id_type")).toBe("email");
  expect(JSON.parse(network.calls.at(-1)?.body ?? "")).toEqual({ ids: ["ada@example.com", "alan@example.com"] });
  expect(members(api)).toEqual(["u1", "u3"]);
  const remove = [{ cio: "c1" }];
  const values = { listId: first.listId };
  await run({ remove, settings: { user_key: "cio_id" }, mappings: { user_key: "cio" }, values, only: ["removeUsers"] });
  expect(members(api)).toEqual(["u3"]);
});

test("whole numbers are sent as text, as the API wants every ID", async () => {
  const { network, run } = await open();
  await run({ add: [{ user_id: 42 }], only: ["listCreation", "addUsers"] });
  expect(JSON.parse(network.calls.at(-1)?.body ?? "")).toEqual({ ids: ["42"] });
});

test("2,001 people are three calls", async () => {
  const { run } = await open();
  const add = Array.from({ length: 2_001 }, (_, index) => ({ user_id: `u${index}` }));
  const sync = await run({ add, only: ["listCreation", "addUsers"] });
  expect(sync.calls.slice(1).map(({ users }) => users.length)).toEqual([1_000, 1_000, 1]);
});

test("people it doesn't know are passed over without a word", async () => {
  const { api, run } = await open();
  const sync = await run({ add: ids("u1", "stranger"), only: ["listCreation", "addUsers"] });
  expect(story(sync).at(-1)).toBe("addUsers: success");
  expect(members(api)).toEqual(["u1"]);
});

test("each of the two credentials has an error of its own", async () => {
  const { run } = await open();
  const wrongApp = await run({ settings: { app_api_key: "wrong" }, only: ["testConnection", "listCreation"] });
  expect(story(wrongApp)).toEqual(["testConnection: success", "listCreation: App API key"]);
  expect(wrongApp.calls[1]?.outcome.field).toBe("app_api_key");
  const wrongPair = await run({
    add: ids("u1"),
    settings: { tracking_api_key: "no" },
    only: ["listCreation", "addUsers"],
  });
  expect(story(wrongPair)).toEqual(["listCreation: success", "addUsers: Tracking credentials"]);
  expect(wrongPair.calls[1]?.outcome.field).toBe("tracking_api_key");
});

test("a segment that was deleted is told to be gone", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.segments.clear();
  const sync = await run({ add: ids("u1"), values: { listId }, only: ["addUsers"] });
  expect(story(sync)).toEqual(["addUsers: Segment not found"]);
  expect(sync.calls[0]?.outcome.meaning).toBe("list_gone");
});

test("throttled calls are made again", async () => {
  const { api, run } = await open();
  api.throttleNext();
  const sync = await run({ only: ["listCreation"], retries: 1 });
  expect(story(sync)).toEqual(["listCreation: Rate limit", "listCreation: success"]);
});

test("deleting the sync deletes the segment, once", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  const deletion = async (settings = {}) =>
    (await run({ settings, values: { listId }, only: ["listDeletion"] })).calls[0];
  expect((await deletion({ app_api_key: "wrong" }))?.outcome.type).toBe("App API key");
  expect((await deletion())?.outcome).toMatchObject({ kind: "success", type: "success" });
  expect(api.segments.size).toBe(0);
  expect((await deletion())?.outcome).toMatchObject({ kind: "success", type: "Segment not found" });
});

test("what it says about requests and itself is told in words", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  const add = async (timeoutMs?: number) =>
    story(await run({ add: ids("u1"), values: { listId }, only: ["addUsers"], ...(timeoutMs && { timeoutMs }) }))[0];
  api.answerNext(jsonReply(400, { meta: { errors: ["id_type must be one of id, email, cio_id"] } }));
  expect(await add()).toBe("addUsers: Request refused");
  api.answerNext(jsonReply(503, {}));
  expect(await add()).toBe("addUsers: Customer.io unavailable");
  api.answerNext("hang");
  expect(await add(150)).toBe("addUsers: No answer");
  api.answerNext(jsonReply(400, { errors: [{ detail: "name is too long", status: "400" }] }));
  expect(story(await run({ only: ["listCreation"] }))).toEqual(["listCreation: Segment refused"]);
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(customerIoCohort)).toEqual([]);
});
