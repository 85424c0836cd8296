import { expect, test } from "vitest";
import { intercomTags } from "@/lib/destination/gallery/intercom-tags";
import { type BenchSetup, openBench, story } from "./contract-bench";
import { IntercomApi } from "./intercom";
import { withBatchSize } from "./with-batch-size";

const token = "dG9rOjAwMDE=";
const eu = "https://api.eu.intercom.io";

async function open(host?: string, change: BenchSetup["change"] = (definition) => definition) {
  const contacts = Array.from({ length: 200 }, (_, index) => `contact-${index}`);
  const api = new IntercomApi({ token, contacts, ...(host && { host }) });
  return {
    api,
    ...(await openBench({ entry: intercomTags, simulator: api, settings: { bearer_token: token }, change })),
  };
}

const contacts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ intercom_contact_id: `contact-${from + index}` }));

test("contacts are tagged 50 at a time by name, and untagged one by one by ID", async () => {
  const { api, network, run } = await open();
  const first = await run({ add: contacts(0, 120), only: ["testConnection", "listCreation", "addUsers"] });
  expect(first.problems).toEqual([]);
  expect(first.calls.slice(2).map(({ users }) => users.length)).toEqual([50, 50, 20]);
  // An ID of digits stays a text.
  expect(first.listId).toBe("118");
  const second = await run({ remove: contacts(0, 3), values: { listId: first.listId }, only: ["removeUsers"] });
  expect(story(second)).toEqual(["removeUsers: success", "removeUsers: success", "removeUsers: success"]);
  expect(network.calls.at(-1)).toMatchObject({ method: "DELETE", rawPath: "/contacts/contact-2/tags/118", body: "" });
  expect([...api.tags.values()].map(({ name, contacts: tagged }) => [name, tagged.size])).toEqual([
    ["[Amplitude] active users", 117],
  ]);
  expect(network.calls.every(({ headers }) => headers["intercom-version"] === "2.11")).toBe(true);
});

test("the region decides about the host", async () => {
  const { run } = await open("api.eu.intercom.io");
  expect(story(await run({ settings: { region: eu }, only: ["testConnection"] }))).toEqual(["testConnection: success"]);
  expect(story(await run({ only: ["testConnection"] }))).toEqual(["testConnection: access token"]);
});

test("a wrong token is told, and nothing else is called", async () => {
  const { api, run } = await open();
  const sync = await run({ add: contacts(0, 1), settings: { bearer_token: "wrong" } });
  expect(story(sync)).toEqual(["testConnection: access token"]);
  expect(sync.calls[0]?.outcome).toMatchObject({ status: "401", retry: false });
  expect(api.tags.size).toBe(0);
});

test("one unknown contact refuses its whole batch, in words that say so", async () => {
  const { api, run } = await open();
  const add = [...contacts(0, 1), { intercom_contact_id: "nobody" }];
  const sync = await run({ add, only: ["listCreation", "addUsers"] });
  expect(story(sync)).toEqual(["listCreation: success", "addUsers: Unknown contact"]);
  expect(api.tags.get("118")?.contacts.size).toBe(0);
});

test("a batch larger than the template's is refused", async () => {
  const { run } = await open(undefined, withBatchSize(51));
  const sync = await run({ add: contacts(0, 51), only: ["listCreation", "addUsers"] });
  expect(sync.calls.at(-1)?.outcome).toMatchObject({ kind: "failure", status: "400" });
});

test("of two kinds of 404 when untagging, one is done and the other means that the tag is gone", async () => {
  const { api, run } = await open();
  const { listId } = await run({ add: contacts(0, 1), only: ["listCreation", "addUsers"] });
  const remove = [{ intercom_contact_id: "nobody" }, ...contacts(0, 1)];
  const sync = await run({ remove, values: { listId }, only: ["removeUsers"] });
  expect(story(sync)).toEqual(["removeUsers: Contact gone", "removeUsers: success"]);
  expect(sync.calls[0]?.outcome.kind).toBe("success");
  api.tags.clear();
  const gone = await run({ remove: contacts(0, 1), values: { listId }, only: ["removeUsers"] });
  expect(story(gone)).toEqual(["removeUsers: Tag not found"]);
  expect(gone.calls[0]?.outcome).toMatchObject({ kind: "failure", meaning: "list_gone" });
});

test("throttled calls are made again", async () => {
  const { api, run } = await open();
  api.throttleNext(2);
  const sync = await run({ only: ["listCreation"], retries: 2 });
  expect(story(sync)).toEqual(["listCreation: Rate limit", "listCreation: Rate limit", "listCreation: success"]);
});

test("deleting the sync deletes the tag", async () => {
  const { api, run } = await open();
  const { listId } = await run({ add: contacts(0, 1), only: ["listCreation", "addUsers"] });
  expect(story(await run({ values: { listId }, only: ["listDeletion"] }))).toEqual(["listDeletion: success"]);
  expect(api.tags.size).toBe(0);
});
