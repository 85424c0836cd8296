import { expect, test } from "vitest";
import { cordialCohort } from "@/lib/destination/gallery/cordial-cohort";
import { openBench, story, unmet } from "./contract-bench";
import { CordialApi, type CordialOptions } from "./cordial";
import { jsonReply } from "./partner-simulator";

const contacts = ["email:ada@example.com", "email:grace@example.com", "customerId:a/b c"];

async function open(options: Partial<CordialOptions> = {}) {
  const api = new CordialApi({ apiKey: "cordial-key-1", contacts, ...options });
  return {
    api,
    ...(await openBench({ entry: cordialCohort, simulator: api, settings: { api_key: "cordial-key-1" } })),
  };
}

const emails = (...list: string[]) => list.map((email) => ({ email }));
const membersOf = (api: CordialApi, list = "activeusers") => [...(api.members.get(list) ?? [])];

test("a list is named after the cohort without its spaces, and each contact is a call", async () => {
  const { api, network, run } = await open();
  const first = await run({
    add: emails("ada@example.com", "grace@example.com"),
    only: ["testConnection", "listCreation", "addUsers"],
  });
  expect(story(first)).toEqual([
    "testConnection: No such list",
    "listCreation: success",
    "addUsers: success",
    "addUsers: success",
  ]);
  expect([...api.lists]).toEqual([[123, "activeusers"]]);
  expect(membersOf(api)).toEqual(["email:ada@example.com", "email:grace@example.com"]);
  const second = await run({
    remove: emails("ada@example.com"),
    values: { listId: first.listId },
    only: ["removeUsers"],
  });
  expect(story(second)).toEqual(["removeUsers: success"]);
  expect(membersOf(api)).toEqual(["email:grace@example.com"]);
  const last = network.calls.at(-1);
  expect(last).toMatchObject({ method: "PUT", rawPath: "/v2/contacts/email:ada%40example.com" });
  expect(JSON.parse(last?.body ?? "")).toEqual({ activeusers: false });
});

test("the key is the user name of Basic authentication, and the password is empty", async () => {
  const { network, run } = await open();
  await run({ only: ["testConnection"] });
  expect(network.calls[0]?.headers.authorization).toBe(`Basic ${Buffer.from("cordial-key-1:").toString("base64")}`);
  expect(network.calls[0]?.headers.accept).toBe("application/json");
});

test("another identifier is named in the path, its value encoded", async () => {
  const { api, network, run } = await open();
  const sync = await run({
    add: [{ customer: "a/b c" }],
    settings: { contact_identifier: "customerId" },
    mappings: { contact_key: "customer" },
    only: ["listCreation", "addUsers"],
  });
  expect(story(sync)).toEqual(["listCreation: success", "addUsers: success"]);
  expect(network.calls.at(-1)?.rawPath).toBe("/v2/contacts/customerId:a%2Fb%20c");
  expect(membersOf(api)).toEqual(["customerId:a/b c"]);
});

test("a contact that isn't there is rejected when joining and done when leaving, and the others go on", async () => {
  const { api, run } = await open();
  const sync = await run({ add: emails("nobody@example.com", "ada@example.com"), only: ["listCreation", "addUsers"] });
  expect(story(sync)).toEqual(["listCreation: success", "addUsers: rejected", "addUsers: success"]);
  expect(sync.calls[1]).toMatchObject({
    exchange: { response: { status: 404 } },
    items: [{ result: "rejected", code: "RECORD_NOT_FOUND", message: "record not found" }],
  });
  expect(membersOf(api)).toEqual(["email:ada@example.com"]);
  const left = await run({
    remove: emails("nobody@example.com"),
    values: { listId: sync.listId },
    only: ["removeUsers"],
  });
  expect(left.calls[0]?.items).toMatchObject([{ result: "done" }]);
});

test("a wrong key and a wrong region are told, and nothing else is called", async () => {
  const { run } = await open({ host: "api.usw2.cordial.io" });
  expect(story(await run({ settings: { api_key: "wrong" } }))).toEqual(["testConnection: API key"]);
  expect(story(await run())).toEqual(["testConnection: API key"]);
  const right = await run({ settings: { region: "https://api.usw2.cordial.io" }, only: ["testConnection"] });
  expect(right.calls[0]?.outcome.kind).toBe("success");
});

test("a key that may not change lists is told apart", async () => {
  const { api, run } = await open();
  api.mayWrite = false;
  const sync = await run();
  expect(story(sync)).toEqual(["testConnection: No such list", "listCreation: Permission"]);
  expect(sync.calls[1]?.outcome.field).toBe("api_key");
});

test.each([
  ["Saturday's cohort", "Name not allowed"],
  ["a".repeat(129), "Name not allowed"],
  ["cid", "Name reserved"],
  ["active users", "Name taken"],
])("the refusal of a list called %s is told by Cordial's words: %s", async (cohortName, reason) => {
  const { api, run } = await open();
  api.lists.set(1, "activeusers");
  expect(story(await run({ cohortName, only: ["listCreation"] }))).toEqual([`listCreation: ${reason}`]);
});

test("throttled calls are made again; the wait is in the answer", async () => {
  const { api, run } = await open();
  api.throttleNext();
  const sync = await run({ only: ["listCreation"], retries: 1 });
  expect(story(sync)).toEqual(["listCreation: Rate limit", "listCreation: success"]);
  expect(sync.calls[0]?.exchange.response?.headers).toContainEqual({ name: "Retry-After", value: "1" });
});

test("deleting the sync deletes the list, once", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  expect(story(await run({ values: { listId }, only: ["listDeletion"] }))).toEqual(["listDeletion: success"]);
  expect(api.lists.size).toBe(0);
  const again = await run({ values: { listId }, only: ["listDeletion"] });
  expect(again.calls[0]?.outcome).toMatchObject({ kind: "success", type: "List not found" });
});

test("what Cordial says about contacts and itself is told in words", async () => {
  const { api, run } = await open();
  const add = async (timeoutMs?: number) =>
    story(
      await run({
        add: emails("ada@example.com"),
        values: { listId: "1" },
        only: ["addUsers"],
        ...(timeoutMs && { timeoutMs }),
      }),
    )[0];
  api.answerNext(
    jsonReply(422, { error: true, errorKey: "GENERIC_ERROR_KEY", message: "activeusers must be a boolean" }),
  );
  expect(await add()).toBe("addUsers: Contact refused");
  api.answerNext(jsonReply(502, {}));
  expect(await add()).toBe("addUsers: Cordial unavailable");
  api.answerNext("hang");
  expect(await add(150)).toBe("addUsers: No answer");
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(cordialCohort)).toEqual([]);
});
