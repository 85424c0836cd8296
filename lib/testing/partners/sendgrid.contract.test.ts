import { expect, test } from "vitest";
import { sendgridLists } from "@/lib/destination/gallery/sendgrid-lists";
import { openBench, story } from "./contract-bench";
import { SendGridApi } from "./sendgrid";

const key = "SG.0123456789";
const keyWithoutMarketing = "SG.9876543210";

async function open(host?: string) {
  const api = new SendGridApi({ key, keysWithoutMarketing: [keyWithoutMarketing], ...(host && { host }) });
  return { api, ...(await openBench({ entry: sendgridLists, simulator: api, settings: { api_key: key } })) };
}

/** People whom SendGrid knows already, with the contact IDs that a removal needs. */
function people(api: SendGridApi, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const email = `user${index}@example.com`;
    return { email, sendgrid_contact_id: api.contactIdOf(email) };
  });
}
const members = ["addUsers", "removeUsers"] as const;

test("a list is created, filled by e-mail and emptied by contact IDs in the query", async () => {
  const { api, network, run } = await open();
  const all = people(api, 1_200);
  const first = await run({ add: all, only: ["testConnection", "listCreation", "addUsers"] });
  expect(first.problems).toEqual([]);
  expect(first.calls.map(({ exchange }) => exchange.response?.status)).toEqual([200, 201, 202, 202]);
  const list = api.lists.get(String(first.listId));
  expect(list?.name).toBe("active users");
  expect(list?.contacts.size).toBe(1_200);

  const left = await run({ remove: all.slice(0, 100), values: { listId: first.listId }, only: ["removeUsers"] });
  expect(left.calls.map(({ users }) => users.length)).toEqual([45, 45, 10]);
  expect(story(left)).toEqual(["removeUsers: success", "removeUsers: success", "removeUsers: success"]);
  expect(list?.contacts.size).toBe(1_100);
  const removal = network.calls.at(-1);
  expect(removal).toMatchObject({ method: "DELETE", body: "" });
  expect(removal?.headers["content-type"]).toBeUndefined();
  expect(removal?.query.get("contact_ids")?.split(",")).toHaveLength(10);
  expect(Math.max(...left.calls.map(({ request }) => request.url.length))).toBeLessThanOrEqual(2_048);
});

test("users without a contact ID can be added but not removed, and are told as skipped", async () => {
  const { api, run } = await open();
  const [known] = people(api, 1);
  const stranger = { email: "new@example.com" };
  const sync = await run({
    add: [stranger],
    remove: known ? [known, stranger] : [],
    only: ["listCreation", "addUsers", "removeUsers"],
  });
  expect(story(sync)).toEqual(["listCreation: success", "addUsers: success", "removeUsers: success"]);
  expect(sync.calls.at(-1)?.skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining("contact_id")]);
});

test("the region decides about the host", async () => {
  const { api, run } = await open("api.eu.sendgrid.com");
  expect(story(await run({ only: ["testConnection"] }))).toEqual(["testConnection: API key"]);
  const eu = await run({ settings: { region: "https://api.eu.sendgrid.com" }, only: ["listCreation"] });
  expect(story(eu)).toEqual(["listCreation: success"]);
  expect(api.lists.size).toBe(1);
});

test("a wrong key and one without Marketing are told apart", async () => {
  const { run } = await open();
  const wrong = await run({ settings: { api_key: "SG.wrong" } });
  expect(story(wrong)).toEqual(["testConnection: API key"]);
  const scopes = await run({ settings: { api_key: keyWithoutMarketing } });
  expect(story(scopes)).toEqual(["testConnection: success", "listCreation: Permission"]);
});

test("one address that SendGrid refuses refuses its whole batch, in words that say so", async () => {
  const { api, run } = await open();
  // It passes as an address here, and not there.
  const sync = await run({
    add: [{ email: "ok@example.com" }, { email: "root@localhost.x y" }],
    only: ["listCreation", "addUsers"],
  });
  expect(sync.calls.at(-1)?.skipped).toHaveLength(1);
  api.answerNext({
    status: 400,
    headers: { "Content-Type": "application/json" },
    body: '{"errors":[{"field":"contacts[0].identifier","message":"email \'a@b.c\' is not valid"}]}',
  });
  const refused = await run({ add: [{ email: "a@b.cc" }], values: { listId: sync.listId }, only: ["addUsers"] });
  expect(story(refused)).toEqual(["addUsers: E-mail not valid"]);
  expect(refused.calls[0]?.outcome.retry).toBe(false);
});

test("a list that was deleted is told to be gone", async () => {
  const { api, run } = await open();
  const { listId } = await run({ only: ["listCreation"] });
  api.lists.clear();
  const known = people(api, 1);
  for (const each of members) {
    const sync = await run({ add: known, remove: known, values: { listId }, only: [each] });
    expect(story(sync)).toEqual([`${each}: List not found`]);
    expect(sync.calls[0]?.outcome.meaning).toBe("list_gone");
  }
});

test("throttled calls are made again; a name that is taken isn't", async () => {
  const { api, run } = await open();
  api.throttleNext();
  const sync = await run({ only: ["listCreation"], retries: 1 });
  expect(story(sync)).toEqual(["listCreation: Rate limit", "listCreation: success"]);
  expect(story(await run({ only: ["listCreation"], retries: 1 }))).toEqual(["listCreation: Name taken"]);
});

test("deleting the sync deletes the list and leaves the contacts", async () => {
  const { api, run } = await open();
  const { listId } = await run({ add: people(api, 2), only: ["listCreation", "addUsers"] });
  expect(story(await run({ values: { listId }, only: ["listDeletion"] }))).toEqual(["listDeletion: success"]);
  expect(api.lists.size).toBe(0);
  expect(api.contacts.size).toBe(2);
});
