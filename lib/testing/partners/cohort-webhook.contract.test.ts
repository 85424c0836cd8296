import { expect, test } from "vitest";
import { cohortWebhook } from "@/lib/destination/gallery/cohort-webhook";
import { CohortWebhookReceiver } from "./cohort-webhook";
import { openBench, story, unmet } from "./contract-bench";
import { jsonReply } from "./partner-simulator";

const settings = { webhook_url: "https://hooks.example.com/cohorts", webhook_key: "hook-key-1" };

async function open() {
  const receiver = new CohortWebhookReceiver({ key: "hook-key-1", host: "hooks.example.com" });
  return { receiver, ...(await openBench({ entry: cohortWebhook, simulator: receiver, settings })) };
}

const ids = (...list: string[]) => list.map((user_id) => ({ user_id }));

test("who enters and who leaves are a change set each, through one endpoint and without a list", async () => {
  const { receiver, network, run } = await open();
  const first = await run({ add: ids("u1", "u2"), remove: ids("u3") });
  expect(story(first)).toEqual(["updateUsers: success", "updateUsers: success"]);
  expect(first.listId).toBeUndefined();
  expect(network.calls.map(({ body }) => JSON.parse(body))).toEqual([
    {
      cohort_id: "7khm89cz",
      cohort_name: "active users",
      in_cohort: true,
      computed_time: "2026-01-02T03:04:05.000Z",
      message_id: expect.any(String),
      users: [{ user_id: "u1" }, { user_id: "u2" }],
    },
    expect.objectContaining({ in_cohort: false, users: [{ user_id: "u3" }] }),
  ]);
  const [entered, left] = receiver.messages;
  expect(entered).not.toBe(left);
  await run({ remove: ids("u1"), values: { batchId: "batch-7" } });
  expect([...(receiver.cohorts.get("7khm89cz") ?? [])]).toEqual(["u2"]);
});

test("a change set that is sent again has its old message ID, and counts once", async () => {
  const { receiver, network, run } = await open();
  receiver.answerNext(jsonReply(500, {}));
  const sync = await run({ add: ids("u1"), retries: 1 });
  expect(story(sync)).toEqual(["updateUsers: Service unavailable", "updateUsers: success"]);
  await run({ add: ids("u1") });
  expect(receiver.repeated).toBe(1);
  expect(new Set(network.calls.map(({ body }) => JSON.parse(body).message_id)).size).toBe(1);
  expect(new Set(network.calls.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
});

test("the URL is the customer's, under the hosts the template allows", async () => {
  const { network, run } = await open();
  const sync = await run({ add: ids("u1"), settings: { webhook_url: "https://hooks.example.com/other/path" } });
  expect(story(sync)).toEqual(["updateUsers: success"]);
  expect(network.calls[0]?.rawPath).toBe("/other/path");
  const elsewhere = await run({ add: ids("u1"), settings: { webhook_url: "https://hooks.example.org/cohorts" } });
  expect(elsewhere.calls).toEqual([]);
  expect(elsewhere.problems[0]?.message).toContain("example.com");
});

test("what the service says is told in words", async () => {
  const { receiver, run } = await open();
  const update = async (settings = {}, timeoutMs = 5_000) =>
    story(await run({ add: ids("u1"), settings, timeoutMs }))[0];
  expect(await update({ webhook_key: "wrong" })).toBe("updateUsers: Webhook key");
  receiver.answerNext(jsonReply(400, { error: "users: empty" }));
  expect(await update()).toBe("updateUsers: Request refused");
  receiver.answerNext(jsonReply(404, {}), jsonReply(405, {}));
  expect(await update()).toBe("updateUsers: Webhook URL");
  expect(await update()).toBe("updateUsers: Webhook URL");
  receiver.throttleNext();
  expect(await update()).toBe("updateUsers: Rate limit");
  receiver.answerNext("hang");
  expect(await update({}, 150)).toBe("updateUsers: No answer");
});

test("every entry of the error catalog and every rule for single users was met by an answer", () => {
  expect(unmet(cohortWebhook)).toEqual([]);
});
