import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { insertMessage } from "@/lib/server/repositories/outbox";
import { deliverOutbox, queueMail } from "./send-mail";

beforeEach(async () => {
  // Delivery takes whatever is due, so each test begins with nothing that is.
  await db.outboxMessage.updateMany({ where: { status: "pending" }, data: { status: "kept" } });
});

function aMessage(overrides: { dedupeKey?: string; recipient?: string; subject?: string } = {}) {
  return {
    dedupeKey: randomUUID(),
    recipient: "jo@example.com",
    subject: "Hello",
    text: "Hello",
    html: "<p>Hello</p>",
    ...overrides,
  };
}

async function aPendingMessage() {
  const message = aMessage();
  await insertMessage(db, message, "pending");
  return db.outboxMessage.findUniqueOrThrow({ where: { dedupeKey: message.dedupeKey } });
}

test("one event makes one mail for one person, whoever tells of it how often", async () => {
  const message = aMessage();
  await Promise.all(Array.from({ length: 8 }, () => queueMail(db, message)));
  expect(await db.outboxMessage.count({ where: { dedupeKey: message.dedupeKey } })).toBe(1);
});

test("a mail does not outlive the change that caused it", async () => {
  const message = aMessage();
  const change = db.$transaction(async (tx) => {
    await queueMail(tx, message);
    throw new Error("the change failed");
  });
  await expect(change).rejects.toThrow("the change failed");
  expect(await db.outboxMessage.count({ where: { dedupeKey: message.dedupeKey } })).toBe(0);
});

test("without a mail server a message is kept and never sent", async () => {
  const message = aMessage();
  await queueMail(db, message);
  const sent: string[] = [];
  await deliverOutbox({ send: async (mail) => void sent.push(mail.id) });
  expect(sent).toEqual([]);
  expect(await db.outboxMessage.findUnique({ where: { dedupeKey: message.dedupeKey } })).toMatchObject({
    status: "kept",
  });
});

test.each([
  "jo@example.com\r\nBcc: all@example.com",
  "jo@example.com, mo@example.com",
  "Jo <jo@example.com>",
  "jo",
  "",
])("an address that is more or less than one address is refused: %j", async (recipient) => {
  await expect(queueMail(db, aMessage({ recipient }))).rejects.toMatchObject({ code: "invalid_input" });
});

test("a line break in a subject is a space", async () => {
  const message = aMessage({ subject: "Hello\r\nBcc: all@example.com" });
  await queueMail(db, message);
  expect(await db.outboxMessage.findUnique({ where: { dedupeKey: message.dedupeKey } })).toMatchObject({
    subject: "Hello Bcc: all@example.com",
  });
});

test("two deliveries at once send each message once", async () => {
  const ids = new Set<string>();
  for (let index = 0; index < 12; index += 1) ids.add((await aPendingMessage()).id);
  const sent: string[] = [];
  const send = async (mail: { id: string }) => void sent.push(mail.id);
  await Promise.all([deliverOutbox({ send }), deliverOutbox({ send }), deliverOutbox({ send })]);
  expect([...sent].sort()).toEqual([...ids].sort());
});

test("a mail that fails is tried later, six times, and then given up with its reason", async () => {
  const { id } = await aPendingMessage();
  const send = async () => {
    throw new Error("450 mailbox busy");
  };
  let time = Date.now() + 1000;
  const now = () => new Date(time);
  expect(await deliverOutbox({ send, now })).toEqual({ sent: 0, failed: 1 });
  expect(await deliverOutbox({ send, now })).toEqual({ sent: 0, failed: 0 });
  for (let tries = 1; tries < 7; tries += 1) {
    time += 24 * 60 * 60 * 1000;
    expect((await deliverOutbox({ send, now })).failed).toBe(1);
  }
  expect(await db.outboxMessage.findUnique({ where: { id } })).toMatchObject({
    status: "failed",
    attempts: 7,
    error: "450 mailbox busy",
  });
});

test("a process that dies while sending leaves a message that is sent by the next", async () => {
  const { id } = await aPendingMessage();
  const crashed = deliverOutbox({ send: () => new Promise(() => undefined) });
  void crashed;
  await expect.poll(async () => (await db.outboxMessage.findUnique({ where: { id } }))?.attempts).toBe(1);
  const sent: string[] = [];
  const later = () => new Date(Date.now() + 61_000);
  await deliverOutbox({ send: async (mail) => void sent.push(mail.id), now: later });
  expect(sent).toEqual([id]);
});

test("a link that opens an account is not kept once it was sent", async () => {
  const message = aMessage({ dedupeKey: `password-reset:${randomUUID()}` });
  await insertMessage(db, { ...message, text: "https://portal.example/reset-password/token" }, "pending");
  const sent: string[] = [];
  await deliverOutbox({ send: async (mail) => void sent.push(mail.text) });
  expect(sent).toEqual(["https://portal.example/reset-password/token"]);
  const kept = await db.outboxMessage.findUniqueOrThrow({ where: { dedupeKey: message.dedupeKey } });
  expect(`${kept.text}${kept.html}`).not.toContain("token");
});
