import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test, vi } from "vitest";

const server = await vi.hoisted(async () => {
  const { startMailServer: start } = await import("@/lib/testing/mail-server");
  const started = await start();
  process.env.SMTP_URL = started.url;
  return started;
});

import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import * as outbox from "@/lib/server/repositories/outbox";
import { anActor, aVersion } from "@/lib/testing/factories";
import { notify } from "./notify";
import { sendDigests } from "./send-digests";
import { deliverOutbox, queueMail } from "./send-mail";

afterAll(async () => {
  await stopQueue();
  await server.close();
});
beforeEach(async () => {
  vi.restoreAllMocks();
  server.mood = "well";
  server.messages.length = 0;
  await db.outboxMessage.deleteMany();
  await db.user.updateMany({ data: { platformRole: "none" } });
});

async function queue(overrides: { dedupeKey?: string; subject?: string } = {}) {
  const dedupeKey = overrides.dedupeKey ?? randomUUID();
  await queueMail(db, {
    recipient: "jo@example.com",
    subject: "Hello",
    text: "Hello",
    html: "<p>Hello</p>",
    ...overrides,
    dedupeKey,
  });
  return db.outboxMessage.findUniqueOrThrow({ where: { dedupeKey } });
}

const stateOf = (id: string) => db.outboxMessage.findUniqueOrThrow({ where: { id } });
const inHours = (hours: number) => () => new Date(Date.now() + hours * 3_600_000);
const headerOf = (message: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, "im").exec(message)?.[1]?.replace(/\r\n[ \t]+/g, " ");

test("three workers bring fifty messages to the mail server, each once", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 50; count += 1) ids.push((await queue()).id);
  await Promise.all([deliverOutbox(), deliverOutbox(), deliverOutbox()]);
  const arrived = server.messages.map((message) => headerOf(message, "Message-ID"));
  expect(arrived.sort()).toEqual(ids.map((id) => `<${id}@localhost>`).sort());
});

test("a server that takes a message and is gone before it says so gets the same message again, under the same ID", async () => {
  const { id } = await queue();
  server.mood = "gone_after_taking";
  expect(await deliverOutbox()).toEqual({ sent: 0, failed: 1 });
  expect(await stateOf(id)).toMatchObject({ status: "pending", attempts: 1 });
  server.mood = "well";
  expect(await deliverOutbox({ now: inHours(1) })).toEqual({ sent: 1, failed: 0 });
  const [first, second] = server.messages.map((message) => headerOf(message, "Message-ID"));
  expect(second).toBe(first);
  expect(await stateOf(id)).toMatchObject({ status: "sent", attempts: 2, error: "" });
});

test("while the server is away one message is tried and the others keep all their tries; then each goes out once", async () => {
  for (let count = 0; count < 5; count += 1) await queue();
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ESOCKET" });
  const send = () => Promise.reject(refused);
  expect(await deliverOutbox({ send })).toEqual({ sent: 0, failed: 1 });
  const attempts = await db.outboxMessage.findMany({ select: { attempts: true }, orderBy: { attempts: "desc" } });
  expect(attempts.map((row) => row.attempts)).toEqual([1, 0, 0, 0, 0]);
  expect(await deliverOutbox({ now: inHours(1) })).toEqual({ sent: 5, failed: 0 });
  expect(server.messages).toHaveLength(5);
});

test("a recipient whom the server refuses doesn't hold up the others, and the refusal is kept in the server's words", async () => {
  const [refused, other] = [await queue(), await queue()];
  server.mood = "refuses_recipients";
  expect(await deliverOutbox()).toEqual({ sent: 0, failed: 2 });
  for (const { id } of [refused, other]) {
    expect(await stateOf(id)).toMatchObject({ status: "pending", error: expect.stringContaining("no such mailbox") });
  }
});

test("a database that is away when a mail has gone out isn't why it goes out again", async () => {
  const { id } = await queue();
  const mark = vi.spyOn(outbox, "markSent");
  mark.mockRejectedValueOnce(new Error("the connection was cut"));
  expect(await deliverOutbox()).toEqual({ sent: 1, failed: 0 });
  expect(mark).toHaveBeenCalledTimes(2);
  expect(await stateOf(id)).toMatchObject({ status: "sent", attempts: 1 });
  await deliverOutbox({ now: inHours(24) });
  expect(server.messages).toHaveLength(1);
});

test("a process that took too long neither undoes nor fails what another has sent", async () => {
  const { id } = await queue();
  const slow = await outbox.claimNext(db, 60);
  if (!slow) throw new Error("Nothing is due.");
  await deliverOutbox({ now: inHours(1) });
  await outbox.markFailed(db, slow, "too late");
  expect(await stateOf(id)).toMatchObject({ status: "sent", error: "" });
});

test("what one process gave up while another was sending it counts as sent", async () => {
  const { id } = await queue();
  const claimed = await outbox.claimNext(db, 60);
  if (!claimed) throw new Error("Nothing is due.");
  await db.outboxMessage.update({ where: { id }, data: { status: "failed" } });
  await outbox.markSent(db, claimed);
  expect(await stateOf(id)).toMatchObject({ status: "sent" });
});

test("a lease is extended for who is still sending, and for nobody whose try is over", async () => {
  const { id } = await queue();
  const first = await outbox.claimNext(db, 60);
  const second = await outbox.claimNext(db, 60, inHours(1)());
  if (!first || !second) throw new Error("Nothing is due.");
  await outbox.extendLease(db, first, 60, inHours(5)());
  expect((await stateOf(id)).notBefore.getTime()).toBeLessThan(inHours(2)().getTime());
  await outbox.extendLease(db, second, 60, inHours(5)());
  expect((await stateOf(id)).notBefore.getTime()).toBeGreaterThan(inHours(4)().getTime());
});

test("a worker that has to stop finishes the message it is sending and begins no other", async () => {
  for (let count = 0; count < 3; count += 1) await queue();
  const stopping = new AbortController();
  const send = async () => stopping.abort();
  expect(await deliverOutbox({ send, signal: stopping.signal })).toEqual({ sent: 1, failed: 0 });
  expect(await db.outboxMessage.count({ where: { status: "pending", attempts: 0 } })).toBe(2);
});

test("mails about one version refer to the same ID, and say where they are chosen; programs know that no person wrote them", async () => {
  const owner = await anActor();
  const reviewer = await anActor({ platformRole: "reviewer", portalEnabled: false });
  const version = await aVersion({ id: owner.organizationId });
  await notify({ event: "submitted", versionId: version.id, actorId: owner.userId });
  await notify({ event: "changes_requested", versionId: version.id, actorId: reviewer.userId });
  const { destinationId, organizationId } = version;
  const thread = await db.reviewThread.create({
    data: {
      ...{ organizationId, destinationId, versionId: version.id, createdById: reviewer.userId },
      anchor: { steps: ["endpoints", "add"], node: [] },
      comments: { create: { versionId: version.id, authorId: reviewer.userId, side: "reviewer", text: "Why?" } },
    },
  });
  await notify({ event: "commented", versionId: version.id, actorId: reviewer.userId, threadId: thread.id });
  await sendDigests(inHours(1)());
  await deliverOutbox();
  expect(server.messages).toHaveLength(3);
  for (const message of server.messages) {
    expect(headerOf(message, "References")).toBe(`<version-${version.id}@localhost>`);
    expect(headerOf(message, "List-Unsubscribe")).toBe("<http://localhost:3000/account#mail>");
    expect(headerOf(message, "Auto-Submitted")).toBe("auto-generated");
    expect(headerOf(message, "X-Auto-Response-Suppress")).toBe("All");
  }
  expect(server.messages.map((message) => headerOf(message, "Subject")).sort()).toEqual([
    "Comment on Acme Email 1.0",
    "Needs changes: Acme Email 1.0",
    "To review: Acme Email 1.0",
  ]);
});

test("a mail about an account offers no way to turn it off, and stands alone", async () => {
  await queue({ dedupeKey: `password-changed:${randomUUID()}` });
  await deliverOutbox();
  const [message = ""] = server.messages;
  expect(headerOf(message, "List-Unsubscribe")).toBeUndefined();
  expect(headerOf(message, "References")).toBeUndefined();
});
