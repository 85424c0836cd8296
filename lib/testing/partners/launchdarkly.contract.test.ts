import { expect, test } from "vitest";
import { launchdarklySegments } from "@/lib/destination/gallery/launchdarkly-segments";
import { type BenchSetup, openBench, story } from "./contract-bench";
import { LaunchDarklyApi } from "./launchdarkly";
import { withBatchSize } from "./with-batch-size";

const settings = { api_key: "api-0123456789", environment_id: "5f0c1e2d3b4a59687766554433" };
const eu = "https://app.eu.launchdarkly.com";

async function open(host?: string, change: BenchSetup["change"] = (definition) => definition) {
  const { api_key: token, environment_id: environmentId } = settings;
  const api = new LaunchDarklyApi({ token, environmentId, ...(host && { host }) });
  return { api, ...(await openBench({ entry: launchdarklySegments, simulator: api, settings, change })) };
}

const users = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ user_id: `user-${from + index}` }));

test("nothing is created; who enters and who leaves share a call, each with a boolean", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: users(0, 1_500) });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual(["testConnection: success", "updateUsers: success", "updateUsers: success"]);
  expect(first.calls.at(-1)?.exchange.response).toMatchObject({ status: 204, body: "" });

  const second = await run({ add: users(1_500, 1_501), remove: users(0, 1_499), cohortName: "active_users" });
  expect(second.calls.slice(1).map(({ users: sent }) => sent.length)).toEqual([1_000, 500]);
  expect(JSON.parse(network.calls.at(-2)?.body ?? "")).toMatchObject({
    environmentId: settings.environment_id,
    batch: expect.arrayContaining([
      {
        userId: "user-1500",
        cohortId: "7khm89cz",
        cohortName: "active_users",
        cohortUrl: "https://app.example.com/cohorts/7khm89cz",
        value: true,
      },
      expect.objectContaining({ userId: "user-0", value: false }),
    ]),
  });
  const segment = api.segments.get("7khm89cz");
  expect(segment?.name).toBe("Active users");
  expect([...(segment?.members ?? [])]).toEqual(["user-1499", "user-1500"]);
});

test("the token stands in its header without a scheme word, beside a version", async () => {
  const { network, run } = await open();
  await run({ only: ["testConnection"] });
  expect(network.calls[0]?.headers).toMatchObject({ authorization: "api-0123456789", "ld-api-version": "20240415" });
});

test("a wrong token is told as 403", async () => {
  const { api, run } = await open();
  const sync = await run({ add: users(0, 1), settings: { api_key: "wrong" } });
  expect(story(sync)).toEqual(["testConnection: Access token"]);
  expect(sync.calls[0]?.outcome).toMatchObject({ status: "403", field: "api_key", retry: false });
  expect(api.segments.size).toBe(0);
});

test("an environment that doesn't exist is told to be the field's mistake", async () => {
  const { run } = await open();
  const sync = await run({ add: users(0, 1), settings: { environment_id: "other" }, only: ["updateUsers"] });
  expect(story(sync)).toEqual(["updateUsers: Environment"]);
  expect(sync.calls[0]?.outcome.field).toBe("environment_id");
});

test("the instance decides about the host", async () => {
  const { run } = await open("app.eu.launchdarkly.com");
  expect(story(await run({ settings: { instance: eu }, only: ["testConnection"] }))).toEqual([
    "testConnection: success",
  ]);
  expect(story(await run({ only: ["testConnection"] }))).toEqual(["testConnection: Access token"]);
});

test("a batch larger than the template's is refused", async () => {
  const { run } = await open(undefined, withBatchSize(1_001));
  const sync = await run({ add: users(0, 1_001), only: ["updateUsers"] });
  expect(sync.calls[0]?.outcome).toMatchObject({ kind: "failure", status: "400" });
});

test("throttled calls are made again", async () => {
  const { api, run } = await open();
  api.throttleNext();
  const sync = await run({ add: users(0, 1), only: ["updateUsers"], retries: 1 });
  expect(story(sync)).toEqual(["updateUsers: Rate limit", "updateUsers: success"]);
});
