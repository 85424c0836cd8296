import { expect, test } from "vitest";
import { brazeCohort } from "@/lib/destination/gallery/braze-cohort";
import { maskText, secretValues } from "@/lib/destination/mask-secrets";
import { BrazeCohortsApi, type BrazeCohortsOptions } from "./braze-cohorts";
import { contractValues, openBench, story, unmet } from "./contract-bench";
import { jsonReply } from "./partner-simulator";

const profiles = Array.from({ length: 2_000 }, (_, index) => `user-${index}`);
const settings = { partner_api_key: "partner-key-1", client_secret: "client-secret-1" };

async function open(options: Partial<BrazeCohortsOptions> = {}) {
  const api = new BrazeCohortsApi({
    partnerName: "amplitude",
    partnerApiKey: "partner-key-1",
    clientSecret: "client-secret-1",
    profiles,
    ...options,
  });
  return { api, ...(await openBench({ entry: brazeCohort, simulator: api, settings })) };
}

const ids = (from: number, to: number) => profiles.slice(from, to).map((user_id) => ({ user_id }));

test("the cohort keeps its own ID, and users join and leave through one URL", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: ids(0, 1_500), only: ["listCreation", "addUsers"] });
  expect(story(first)).toEqual(["listCreation: success", "addUsers: success", "addUsers: success"]);
  expect(first.listId).toBe("7khm89cz");
  expect(api.cohorts.get("7khm89cz")).toMatchObject({ name: "active users", createdAt: "2026-01-02T03:04:05.000Z" });
  expect(api.cohorts.get("7khm89cz")?.members.size).toBe(1_500);
  await run({ remove: ids(1, 1_500), values: { listId: first.listId }, only: ["removeUsers"] });
  expect([...(api.cohorts.get("7khm89cz")?.members ?? [])]).toEqual(["user-0"]);
  const membership = network.calls.slice(1);
  expect([...new Set(membership.map(({ rawPath }) => rawPath))]).toEqual(["/partners/amplitude/cohorts/users"]);
  expect(JSON.parse(membership.at(-1)?.body ?? "").cohort_changes).toEqual([
    { user_ids: profiles.slice(1_001, 1_500), should_remove: true },
  ]);
});

test("both keys travel in the body, and no header authenticates", async () => {
  const { network, run } = await open();
  await run({ add: ids(0, 1) });
  for (const { headers, body } of network.calls) {
    expect(headers.authorization).toBeUndefined();
    expect(JSON.parse(body)).toMatchObject(settings);
  }
});

test("renaming a cohort renames it at Braze and leaves its users in it", async () => {
  const { api, run } = await open();
  await run({ add: ids(0, 2), only: ["listCreation", "addUsers"] });
  await run({ cohortName: "sleepers", only: ["listCreation"] });
  expect(api.cohorts.get("7khm89cz")).toMatchObject({ name: "sleepers", members: new Set(["user-0", "user-1"]) });
});

test("three causes of one status are told apart by Braze's words", async () => {
  const { api, run } = await open();
  const creation = async (settings = {}) => (await run({ settings, only: ["listCreation"] })).calls[0]?.outcome;
  expect(await creation({ partner_api_key: "no" })).toMatchObject({
    type: "Partner API key",
    field: "partner_api_key",
  });
  expect(await creation({ client_secret: "no" })).toMatchObject({ type: "Data import key", field: "client_secret" });
  api.isPartnerEnabled = false;
  expect(await creation()).toMatchObject({ type: "Partner not enabled", status: "401" });
  api.answerNext(jsonReply(401, { message: "Something new" }));
  expect((await creation())?.type).toBe("Credentials");
});

test("an answer that quotes a secret is shown without it", async () => {
  const { api, definition, run } = await open();
  api.isPartnerEnabled = false;
  const [call] = (await run({ only: ["listCreation"] })).calls;
  const quoted = call?.exchange.response?.body ?? "";
  expect(quoted).toContain("client-secret-1");
  expect(maskText(quoted, secretValues(definition, contractValues(definition, { settings })))).not.toContain(
    "client-secret-1",
  );
});

test("the key belongs to a cluster, which the customer chooses", async () => {
  const { run } = await open({ host: "rest.fra-01.braze.eu" });
  expect(story(await run({ only: ["listCreation"] }))).toEqual(["listCreation: Partner API key"]);
  const settings = { cluster: "https://rest.fra-01.braze.eu" };
  expect(story(await run({ settings, only: ["listCreation"] }))).toEqual(["listCreation: success"]);
});

test("users without a profile are passed over without a word", async () => {
  const { api, run } = await open();
  const sync = await run({
    add: [{ user_id: "stranger" }, ...ids(0, 1)],
    only: ["addUsers"],
    values: { listId: "7khm89cz" },
  });
  expect(story(sync)).toEqual(["addUsers: success"]);
  expect([...(api.cohorts.get("7khm89cz")?.members ?? [])]).toEqual(["user-0"]);
});

test("throttled calls are made again, and what goes wrong is told in words", async () => {
  const { api, run } = await open();
  api.throttleNext();
  expect(story(await run({ only: ["listCreation"], retries: 1 }))).toEqual([
    "listCreation: Rate limit",
    "listCreation: success",
  ]);
  const add = async (timeoutMs = 5_000) =>
    story(await run({ add: ids(0, 1), values: { listId: "7khm89cz" }, only: ["addUsers"], timeoutMs }))[0];
  api.answerNext(jsonReply(400, { message: "cohort_id must be a valid string" }));
  expect(await add()).toBe("addUsers: Request refused");
  api.answerNext(jsonReply(404, { message: "Not found" }));
  expect(await add()).toBe("addUsers: Cluster or partner");
  api.answerNext(jsonReply(500, {}));
  expect(await add()).toBe("addUsers: Braze unavailable");
  api.answerNext("hang");
  expect(await add(150)).toBe("addUsers: No answer");
  api.answerNext(jsonReply(400, { message: "name must be a non-empty string" }));
  expect(story(await run({ only: ["listCreation"] }))).toEqual(["listCreation: Cohort refused"]);
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(brazeCohort)).toEqual([]);
});
