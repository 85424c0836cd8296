import { expect, test } from "vitest";
import { moengageCohorts } from "@/lib/destination/gallery/moengage-cohorts";
import { openBench, story } from "./contract-bench";
import { MoEngageApi } from "./moengage";
import { jsonReply } from "./partner-simulator";

const settings = { workspace_id: "DAO6UGZ73D9RTK8B5W96TPYN", data_key: "0123456789abcdef", data_center: "02" };

async function open() {
  const api = new MoEngageApi({
    dataCenter: settings.data_center,
    workspaceId: settings.workspace_id,
    dataKey: settings.data_key,
    users: Array.from({ length: 9_000 }, (_, index) => `user-${index}`),
  });
  return { api, ...(await openBench({ entry: moengageCohorts, simulator: api, settings })) };
}

const users = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ user_id: `user-${from + index}` }));

test("one address for both directions, one direction a call, and a word that says which", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: users(0, 10) });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual(["updateUsers: success"]);
  const second = await run({ add: users(10, 11), remove: users(0, 9) });
  expect(story(second)).toEqual(["updateUsers: success", "updateUsers: success"]);
  const bodies = network.calls.map(({ body }) => JSON.parse(body));
  expect(bodies.map(({ action, parameters }) => [action, parameters.members.length])).toEqual([
    ["add_members", 10],
    ["add_members", 1],
    ["remove_members", 9],
  ]);
  expect(bodies[0]).toMatchObject({
    partner: "Amplitude",
    parameters: { cohort_name: "active-users", cohort_id: "7khm89cz" },
  });
  expect([...(api.cohorts.get("7khm89cz")?.members ?? [])]).toEqual(["user-9", "user-10"]);
  for (const { headers } of network.calls) {
    expect(headers["moe-appkey"]).toBe(settings.workspace_id);
    expect(headers.authorization).toMatch(/^Basic /);
  }
});

test("128 KB close a batch before its number of users does", async () => {
  const { api, network, run } = await open();
  const sync = await run({ add: users(0, 9_000) });
  expect(sync.calls.every(({ outcome }) => outcome.kind === "success")).toBe(true);
  expect(network.calls.length).toBeGreaterThan(1);
  expect(Math.max(...network.calls.map(({ bodyBytes }) => bodyBytes))).toBeLessThanOrEqual(131_072);
  expect(api.cohorts.get("7khm89cz")?.members.size).toBe(9_000);
});

test("a name that MoEngage would refuse is sent as a slug", async () => {
  const { api, run } = await open();
  const sync = await run({ add: users(0, 1), cohortName: '.what? "this" costs $5 | 10*' });
  expect(story(sync)).toEqual(["updateUsers: success"]);
  expect(api.cohorts.get("7khm89cz")?.name).toBe("-what-this-costs-5-10-");
});

test("a wrong key is told, and so is a success that isn't one", async () => {
  const { api, run } = await open();
  const wrong = await run({ add: users(0, 1), settings: { data_key: "wrong" } });
  expect(story(wrong)).toEqual(["updateUsers: Data API key"]);
  expect(wrong.calls[0]?.outcome).toMatchObject({ status: "401", field: "data_key", retry: false });
  api.answerNext(jsonReply(200, { status: "fail", error: { type: "Server Error" } }));
  expect((await run({ add: users(0, 1) })).calls[0]?.outcome.kind).toBe("failure");
});

test("an account that is suspended, and a batch that is too large, are told in words", async () => {
  const { api, run } = await open();
  const { status, headers } = jsonReply(413, {});
  api.answerNext({ status, headers, body: '{"status":"fail","error":{"type":"Payload too large"}}' });
  expect(story(await run({ add: users(0, 1) }))).toEqual(["updateUsers: Batch too large"]);
  api.suspend();
  expect(story(await run({ add: users(0, 1) }))).toEqual(["updateUsers: Account suspended"]);
});

test("throttled calls are made again", async () => {
  const { api, run } = await open();
  api.throttleNext();
  expect(story(await run({ add: users(0, 1), retries: 1 }))).toEqual([
    "updateUsers: Rate limit",
    "updateUsers: success",
  ]);
});
