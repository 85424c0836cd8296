import { expect, test } from "vitest";
import { marketoStaticLists } from "@/lib/destination/gallery/marketo-static-lists";
import { type BenchSetup, openBench, story } from "./contract-bench";
import { MarketoApi } from "./marketo";
import { jsonReply } from "./partner-simulator";
import { withBatchSize } from "./with-batch-size";

const settings = {
  munchkin_id: "123-ABC-456",
  client_id: "9a1b2c3d-0000-4000-8000-000000000001",
  client_secret: "s3cr3t & more",
  folder_id: "12",
};

async function open(change: BenchSetup["change"] = (definition) => definition) {
  const api = new MarketoApi({
    munchkinId: "123-abc-456",
    clientId: settings.client_id,
    clientSecret: settings.client_secret,
    folders: [12],
    leads: Array.from({ length: 1_000 }, (_, index) => String(318_000 + index)),
  });
  return { api, ...(await openBench({ entry: marketoStaticLists, simulator: api, settings, change })) };
}

const leads = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ marketo_lead_id: 318_000 + from + index }));
const members = ["addUsers", "removeUsers"] as const;

test("a token, a list in a folder, leads in the body when they enter and in the query when they leave", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: leads(0, 700), only: ["testConnection", "listCreation", "addUsers"] });
  expect(first.problems).toEqual([]);
  expect(story(first)).toEqual([
    "testConnection: success",
    "listCreation: success",
    "addUsers: success",
    "addUsers: success",
    "addUsers: success",
  ]);
  expect(String(first.listId)).toBe("1021");
  expect(api.lists.get("1021")?.name).toBe("[Amplitude] active users");
  expect(api.lists.get("1021")?.leads.size).toBe(700);

  const creation = network.calls.find(({ rawPath }) => rawPath === "/rest/asset/v1/staticLists.json");
  expect(creation?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  expect(Object.fromEntries(new URLSearchParams(creation?.body))).toEqual({
    folder: '{"id":12,"type":"Folder"}',
    name: "[Amplitude] active users",
  });

  const second = await run({ remove: leads(0, 250), values: { listId: first.listId }, only: ["removeUsers"] });
  expect(second.calls.map(({ users }) => users.length)).toEqual([100, 100, 50]);
  const removal = network.calls.at(-1);
  expect(removal).toMatchObject({ method: "DELETE", body: "" });
  expect(removal?.query.getAll("id")).toHaveLength(50);
  expect(api.lists.get("1021")?.leads.size).toBe(450);
});

test("the token is asked for by GET with the credentials in the query, once a run", async () => {
  const { api, network, run } = await open();
  await run({ add: leads(0, 400), only: ["testConnection", "listCreation", "addUsers"] });
  const asked = network.calls.filter(({ segments }) => segments[0] === "identity");
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ method: "GET", body: "" });
  expect(Object.fromEntries(asked[0]?.query ?? [])).toEqual({
    grant_type: "client_credentials",
    client_id: settings.client_id,
    client_secret: settings.client_secret,
  });
  expect(api.tokensGiven).toBe(1);
  expect(network.calls.at(-1)?.headers.authorization).toMatch(/^Bearer cdf01657/);
});

test("a token that has expired is asked for again, and the call is made again", async () => {
  const { api, network, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  const accessToken = network.calls.at(-1)?.headers.authorization?.slice("Bearer ".length) ?? "";
  const values = { listId, accessToken };
  expect((await run({ add: leads(0, 1), values, only: ["addUsers"] })).tokens).toEqual([]);
  api.expireToken();
  const sync = await run({ add: leads(1, 2), values, only: ["addUsers"] });
  expect(story(sync)).toEqual(["addUsers: Access token", "addUsers: success"]);
  expect(sync.calls[0]?.exchange.response?.status).toBe(200);
  expect(sync.tokens.map(({ outcome }) => outcome.kind)).toEqual(["success"]);
  expect(api.tokensGiven).toBe(2);
});

test("a wrong client secret is told where the token is asked for, and no call is made", async () => {
  const { run } = await open();
  const sync = await run({ add: leads(0, 1), settings: { client_secret: "wrong" } });
  expect(sync.calls).toEqual([]);
  expect(sync.tokens[0]?.outcome).toMatchObject({ kind: "failure", status: "401", field: "client_secret" });
});

test("everything is 200: a refusal inside is a failure, whether its code is text or number", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  const taken = await run({ only: ["listCreation"] });
  expect(taken.calls[0]?.exchange.response?.status).toBe(200);
  expect(story(taken)).toEqual(["listCreation: Name taken"]);
  const folder = await run({ settings: { folder_id: "99" }, cohortName: "others", only: ["listCreation"] });
  expect(story(folder)).toEqual(["listCreation: Folder not found"]);
  expect(folder.calls[0]?.outcome.field).toBe("folder_id");

  api.lists.clear();
  for (const key of members) {
    const gone = await run({ add: leads(0, 1), remove: leads(0, 1), values: { listId }, only: [key] });
    expect(gone.calls[0]?.exchange.response).toMatchObject({
      status: 200,
      body: expect.stringContaining('"code":1013'),
    });
    expect(story(gone)).toEqual([`${key}: List not found`]);
    expect(gone.calls[0]?.outcome.meaning).toBe("list_gone");
  }
});

test("what no entry describes is a failure all the same, and so is an answer that doesn't say that it succeeded", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  const add = () => run({ add: leads(0, 1), values: { listId }, only: ["addUsers"] });
  api.answerNext(jsonReply(200, { success: false, errors: [{ code: "9999", message: "Something new" }] }));
  expect(story(await add())).toEqual(["addUsers: Refused"]);
  api.answerNext(jsonReply(200, { requestId: "e42b#14272d07d78" }));
  expect((await add()).calls[0]?.outcome.kind).toBe("failure");
  expect((await add()).calls[0]?.outcome.kind).toBe("success");
});

test("a batch larger than the template's is refused", async () => {
  const { run } = await open(withBatchSize(301));
  const sync = await run({ add: leads(0, 301), only: ["listCreation", "addUsers"] });
  expect(story(sync)).toEqual(["listCreation: success", "addUsers: Refused"]);
});

test("leads are told one by one: unknown ones are refused when entering, strangers are done when leaving", async () => {
  const { api, run } = await open();
  const sync = await run({
    add: [...leads(0, 2), { marketo_lead_id: 1 }],
    only: ["listCreation", "addUsers"],
  });
  const added = sync.calls.at(-1);
  expect(added?.outcome.kind).toBe("partial");
  expect(added?.items.map(({ result, message }) => message ?? result)).toEqual([
    "accepted",
    "accepted",
    "Lead not found",
  ]);
  const remove = [...leads(0, 1), ...leads(5, 6), { marketo_lead_id: 1 }];
  const left = await run({ remove, values: { listId: sync.listId }, only: ["removeUsers"] });
  expect(left.calls[0]?.items.map(({ result }) => result)).toEqual(["accepted", "done", "done"]);
  expect(left.calls[0]?.outcome.kind).toBe("success");
  expect([...(api.lists.get("1021")?.leads ?? [])]).toEqual(["318001"]);
});

test("a result that is one object instead of an array is read alike", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.answerOneObject();
  const sync = await run({ add: [{ marketo_lead_id: 1 }], values: { listId }, only: ["addUsers"] });
  expect(sync.calls[0]?.exchange.response?.body).toContain('"result":{"id":1');
  expect(sync.calls[0]?.items.map(({ result, code }) => [result, code])).toEqual([["rejected", "1004"]]);
});

test("throttling comes as 200 and is tried again", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.throttleNext();
  const sync = await run({ add: leads(0, 1), values: { listId }, only: ["addUsers"], retries: 1 });
  expect(story(sync)).toEqual(["addUsers: Rate limit", "addUsers: success"]);
});

test("deleting the sync deletes the list", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  expect(story(await run({ values: { listId }, only: ["listDeletion"] }))).toEqual(["listDeletion: success"]);
  expect(api.lists.size).toBe(0);
});
