import { expect, test } from "vitest";
import { brazeAttributes } from "@/lib/destination/gallery/braze-attributes";
import { BrazeAttributesApi, type BrazeAttributesOptions } from "./braze-attributes";
import { openBench, story, unmet } from "./contract-bench";
import { jsonReply } from "./partner-simulator";

const settings = { api_key: "braze-key-1", attribute_name: "high_intent" };

async function open(options: Partial<BrazeAttributesOptions> = {}) {
  const api = new BrazeAttributesApi({ apiKey: "braze-key-1", ...options });
  return { api, ...(await openBench({ entry: brazeAttributes, simulator: api, settings })) };
}

const ids = (...list: string[]) => list.map((user_id) => ({ user_id }));

test("who enters and who leaves share a call, each with the attribute true or false", async () => {
  const { api, network, run } = await open();
  const sync = await run({ add: ids("u1", "u2"), remove: ids("u3") });
  expect(story(sync)).toEqual(["updateUsers: success"]);
  expect(JSON.parse(network.calls[0]?.body ?? "")).toEqual({
    attributes: [
      { external_id: "u1", high_intent: true },
      { external_id: "u2", high_intent: true },
      { external_id: "u3", high_intent: false },
    ],
  });
  await run({ remove: ids("u1") });
  expect(Object.fromEntries(api.profiles)).toEqual({
    u1: { high_intent: false },
    u2: { high_intent: true },
    u3: { high_intent: false },
  });
});

test("the attribute keeps the name it had at the first sync", async () => {
  const { api, run } = await open();
  await run({ add: ids("u1"), settings: { attribute_name: "renamed" }, values: { propertyKey: "high_intent" } });
  expect(api.profiles.get("u1")).toEqual({ high_intent: true });
});

test("failures by position inside a 201 fall on the right users: one rejected, one to be sent again", async () => {
  const { api, run } = await open();
  const tooLong = "x".repeat(1_000);
  api.hiccups.add("u3");
  const sync = await run({ add: ids("u1", tooLong, "u2"), remove: ids("u3") });
  const [call] = sync.calls;
  expect(call?.exchange.response?.status).toBe(201);
  expect(call?.items).toMatchObject([
    { result: "accepted" },
    { result: "rejected", code: "EXTERNAL_USER_ID_TOO_LARGE" },
    { result: "accepted" },
    { result: "retry", code: "TEMPORARY_ERROR" },
  ]);
  expect(call?.outcome.kind).toBe("partial");
  const again = await run({ remove: ids("u3") });
  expect(again.calls[0]?.items).toMatchObject([{ result: "accepted" }]);
});

test("1,000 users are a call, and no body is larger than 2 MB", async () => {
  const { network, run } = await open();
  const many = await run({ add: ids(...Array.from({ length: 1_001 }, (_, index) => `u${index}`)) });
  expect(many.calls.map(({ users }) => users.length)).toEqual([1_000, 1]);
  const long = Array.from({ length: 1_000 }, (_, index) => `${index}-${"é".repeat(1_500)}`);
  const large = await run({ add: ids(...long) });
  expect(large.calls.length).toBeGreaterThan(1);
  expect(Math.max(...network.calls.map(({ bodyBytes }) => bodyBytes))).toBeLessThanOrEqual(2_000_000);
});

test("outer spaces of an ID are cut, and a blank one is left out", async () => {
  const { api, run } = await open();
  const sync = await run({ add: ids(" u1 ", "") });
  expect([...api.profiles.keys()]).toEqual(["u1"]);
  expect(sync.calls[0]?.skipped).toHaveLength(1);
});

test("a wrong key, a wrong cluster and a key without the permission are told", async () => {
  const { api, run } = await open({ host: "rest.fra-01.braze.eu" });
  const cluster = "https://rest.fra-01.braze.eu";
  const update = async (settings: Record<string, string>) =>
    (await run({ add: ids("u1"), settings })).calls[0]?.outcome;
  expect(await update({ cluster, api_key: "no" })).toMatchObject({ type: "REST API key", field: "api_key" });
  expect((await update({}))?.type).toBe("REST API key");
  api.mayTrack = false;
  expect((await update({ cluster }))?.type).toBe("Permission");
});

test("throttled calls are made again, and what goes wrong is told in words", async () => {
  const { api, run } = await open();
  api.throttleNext();
  expect(story(await run({ add: ids("u1"), retries: 1 }))).toEqual(["updateUsers: Rate limit", "updateUsers: success"]);
  const update = async (timeoutMs = 5_000) => story(await run({ add: ids("u1"), timeoutMs }))[0];
  api.answerNext(jsonReply(400, { message: "attributes: expected array" }));
  expect(await update()).toBe("updateUsers: Request refused");
  api.answerNext(jsonReply(413, { message: "Request body too large" }));
  expect(await update()).toBe("updateUsers: Batch too large");
  api.answerNext(jsonReply(500, { message: "Internal server error" }));
  expect(await update()).toBe("updateUsers: Braze unavailable");
  api.answerNext("hang");
  expect(await update(150)).toBe("updateUsers: No answer");
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(brazeAttributes)).toEqual([]);
});
