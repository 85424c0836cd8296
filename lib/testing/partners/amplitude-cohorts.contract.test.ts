import { expect, test } from "vitest";
import { amplitudeCohorts } from "@/lib/destination/gallery/amplitude-cohorts";
import { AmplitudeCohortsApi } from "./amplitude-cohorts";
import { openBench, story } from "./contract-bench";

const settings = {
  api_key: "0123456789abcdef",
  secret_key: "fedcba9876543210",
  app_id: "153957",
  owner: "ada@example.com",
  first_user: "seed",
};

async function open(host = "amplitude.com") {
  const users = ["seed", ...Array.from({ length: 12_000 }, (_, index) => `user-${index}`)];
  const { api_key: apiKey, secret_key: secretKey } = settings;
  const api = new AmplitudeCohortsApi({ host, apiKey, secretKey, appId: 153_957, users });
  return { api, ...(await openBench({ entry: amplitudeCohorts, simulator: api, settings })) };
}

const users = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ user_id: `user-${from + index}` }));
const sync = ["testConnection", "listCreation", "updateUsers"] as const;

test("a cohort is uploaded with its first user, and changed by one direction a call", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: users(0, 10_001), only: sync });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual([
    "testConnection: success",
    "listCreation: success",
    "updateUsers: success",
    "updateUsers: success",
  ]);
  const second = await run({
    add: users(10_001, 10_002),
    remove: users(0, 10_000),
    values: { listId: first.listId },
    only: ["updateUsers"],
  });
  expect(second.calls.map(({ users: sent }) => sent.length)).toEqual([1, 10_000]);
  expect([...(api.cohorts.get("c000001")?.members ?? [])]).toEqual(["seed", "user-10000", "user-10001"]);
  expect(JSON.parse(network.calls.at(-1)?.body ?? "")).toMatchObject({
    cohort_id: "c000001",
    skip_invalid_ids: true,
    memberships: [{ id_type: "BY_NAME", operation: "REMOVE" }],
  });
});

test("one call at a time is asked for", () => {
  expect(amplitudeCohorts.build().delivery.concurrency).toBe(1);
});

test("unknown users are refused when entering, and done when leaving", async () => {
  const { run } = await open();
  const strangers = [...users(0, 1), { user_id: "nobody" }];
  const first = await run({ add: strangers, only: ["listCreation", "updateUsers"] });
  expect(first.calls.at(-1)?.items.map(({ result }) => result)).toEqual(["accepted", "rejected"]);
  expect(first.calls.at(-1)?.outcome.kind).toBe("partial");
  const left = await run({ remove: strangers, values: { listId: first.listId }, only: ["updateUsers"] });
  expect(left.calls[0]?.items.map(({ result }) => result)).toEqual(["accepted", "done"]);
});

test("a wrong key pair, region or project is told", async () => {
  const { run } = await open("analytics.eu.amplitude.com");
  const eu = { region: "https://analytics.eu.amplitude.com" };
  expect(story(await run({ only: ["testConnection"] }))).toEqual(["testConnection: Key pair"]);
  expect(story(await run({ settings: { ...eu, secret_key: "wrong" }, only: ["testConnection"] }))).toEqual([
    "testConnection: Key pair",
  ]);
  expect(story(await run({ settings: eu, only: ["testConnection"] }))).toEqual(["testConnection: success"]);
  const project = await run({ settings: { ...eu, app_id: "1" }, only: ["listCreation"] });
  expect(story(project)).toEqual(["listCreation: Project ID"]);
  expect(project.calls[0]?.outcome.field).toBe("app_id");
});

test("a cohort that was deleted is told to be gone; a busy one is tried again", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.throttleNext();
  const busy = await run({ add: users(0, 1), values: { listId }, only: ["updateUsers"], retries: 1 });
  expect(story(busy)).toEqual(["updateUsers: Rate limit", "updateUsers: success"]);
  api.cohorts.clear();
  const gone = await run({ add: users(0, 1), values: { listId }, only: ["updateUsers"] });
  expect(story(gone)).toEqual(["updateUsers: Cohort not found"]);
  expect(gone.calls[0]?.outcome.meaning).toBe("list_gone");
});
