import { expect, test } from "vitest";
import { cordialIngestCohort } from "@/lib/destination/gallery/cordial-ingest-cohort";
import { openBench, story, unmet } from "./contract-bench";
import { CordialIngestApi, type CordialIngestOptions } from "./cordial-ingest";
import { jsonReply } from "./partner-simulator";

async function open(options: Partial<CordialIngestOptions> = {}) {
  const api = new CordialIngestApi({ apiKey: "ingest-key-1", ...options });
  const settings = { api_key: "ingest-key-1" };
  return { api, ...(await openBench({ entry: cordialIngestCohort, simulator: api, settings })) };
}

const ada = { user_id: "u1", email: "ada@example.com" };
const grace = { email: "grace@example.com" };

test("nothing is created: the list appears with its first contact, and each contact is a call", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: [ada, grace] });
  expect(story(first)).toEqual(["testConnection: success", "addUsers: success", "addUsers: success"]);
  expect(first.listId).toBe("7khm89cz");
  expect([...api.lists]).toEqual([
    [
      "7khm89cz",
      {
        name: "activeusers",
        members: new Set(["channels.email.address:ada@example.com", "channels.email.address:grace@example.com"]),
      },
    ],
  ]);
  const second = await run({ remove: [ada], only: ["removeUsers"] });
  expect(story(second)).toEqual(["removeUsers: success"]);
  expect([...(api.lists.get("7khm89cz")?.members ?? [])]).toEqual(["channels.email.address:grace@example.com"]);
  expect(network.calls.map(({ method, rawPath }) => `${method} ${rawPath}`)).toEqual([
    "GET /api/checkAuth",
    "POST /api/segment/addContactToList",
    "POST /api/segment/addContactToList",
    "POST /api/segment/removeContactFromList",
  ]);
});

test("joining names the list, leaving doesn't; a key without a value is absent", async () => {
  const { api, run } = await open();
  await run({ add: [ada], remove: [grace], settings: { segment_id_key: "segment_id" } });
  expect(api.received).toEqual([
    {
      action: "addContactToList",
      body: {
        segmentIdKey: "segment_id",
        segmentId: "u1",
        userIdentities: { "channels.email.address": "ada@example.com" },
        groupId: "7khm89cz",
        listName: "activeusers",
      },
    },
    {
      action: "removeContactFromList",
      body: {
        segmentIdKey: "segment_id",
        userIdentities: { "channels.email.address": "grace@example.com" },
        groupId: "7khm89cz",
      },
    },
  ]);
});

test("a contact without the identifier is left out and counted", async () => {
  const { api, run } = await open();
  const sync = await run({ add: [{ user_id: "u9" }, ada], only: ["addUsers"] });
  expect(sync.calls.flatMap(({ skipped }) => skipped)).toMatchObject([{ reason: expect.stringContaining("email") }]);
  expect(api.received).toHaveLength(1);
});

test("key and Accept are headers; a wrong key or the endpoint of another account is told", async () => {
  const { network, run } = await open({ host: "integrations-ingest-svc.usw2.cordial.com" });
  const endpoint = "https://integrations-ingest-svc.usw2.cordial.com";
  expect(story(await run({ settings: { endpoint }, only: ["testConnection"] }))).toEqual(["testConnection: success"]);
  expect(network.calls[0]?.headers).toMatchObject({ "x-api-key": "ingest-key-1", accept: "application/json" });
  const wrong: Record<string, string>[] = [{ endpoint, api_key: "wrong" }, {}];
  for (const settings of wrong) {
    const sync = await run({ add: [ada], settings });
    expect(story(sync)).toEqual(["testConnection: API key"]);
    expect(sync.calls[0]?.outcome.field).toBe("api_key");
  }
});

test("throttled calls are made again, and what goes wrong is told in words", async () => {
  const { api, run } = await open();
  api.throttleNext();
  expect(story(await run({ add: [ada], only: ["addUsers"], retries: 1 }))).toEqual([
    "addUsers: Rate limit",
    "addUsers: success",
  ]);
  const add = async (timeoutMs = 5_000) => story(await run({ add: [ada], only: ["addUsers"], timeoutMs }))[0];
  api.answerNext(jsonReply(400, { error: "groupId is required" }));
  expect(await add()).toBe("addUsers: Request refused");
  api.answerNext(jsonReply(500, {}));
  expect(await add()).toBe("addUsers: Cordial unavailable");
  api.answerNext("hang");
  expect(await add(150)).toBe("addUsers: No answer");
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(cordialIngestCohort)).toEqual([]);
});
