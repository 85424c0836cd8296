import { randomUUID } from "node:crypto";
import { afterAll, expect, test, vi } from "vitest";

vi.hoisted(() => {
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
});

import { db } from "@/lib/server/db";
import { stopQueue } from "@/lib/server/queue";
import { anActor } from "@/lib/testing/factories";
import { retryMail } from "./retry-mail";
import { deliverOutbox } from "./send-mail";

afterAll(stopQueue);

async function aMessage(overrides: { status?: string; error?: string; attempts?: number; notBefore?: Date } = {}) {
  return db.outboxMessage.create({
    data: {
      dedupeKey: randomUUID(),
      recipient: "jo@example.com",
      subject: "Hello",
      text: "Hello",
      html: "<p>Hello</p>",
      status: "failed",
      error: "450 mailbox busy",
      attempts: 7,
      ...overrides,
    },
  });
}

test.each([
  ["was given up", { status: "failed" }],
  ["was kept without a mail server", { status: "kept", error: "", attempts: 0 }],
  ["waits for hours after a failure", { status: "pending", attempts: 4, notBefore: new Date(Date.now() + 3_600_000) }],
])("a message that %s is sent now, with all its tries before it", async (_, overrides) => {
  const admin = await anActor({ platformRole: "admin" });
  const { id } = await aMessage(overrides);
  await retryMail(admin, id);
  const sent: string[] = [];
  await deliverOutbox({ send: async (mail) => void sent.push(mail.id), now: () => new Date(Date.now() + 1000) });
  expect(sent).toEqual([id]);
  expect(await db.outboxMessage.findUnique({ where: { id } })).toMatchObject({
    status: "sent",
    attempts: 1,
    error: "",
  });
  const [entry, ...more] = await db.auditEntry.findMany({ where: { subject: id } });
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ action: "outbox.retried", details: { recipient: "jo@example.com" } });
});

test.each([
  ["was sent", { status: "sent" }],
  ["is being sent at this moment", { status: "pending", attempts: 1, notBefore: new Date(Date.now() + 30_000) }],
  ["is due anyway", { status: "pending", attempts: 0, notBefore: new Date(Date.now() - 1_000) }],
])("a message that %s is not sent a second time", async (_, overrides) => {
  const admin = await anActor({ platformRole: "admin" });
  const { id } = await aMessage(overrides);
  await expect(retryMail(admin, id)).rejects.toMatchObject({ code: "conflict" });
  expect(await db.auditEntry.count({ where: { subject: id } })).toBe(0);
  await db.outboxMessage.update({ where: { id }, data: { status: "sent" } });
});

test("of many who press at once, one has it sent", async () => {
  const admin = await anActor({ platformRole: "admin" });
  const { id } = await aMessage();
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => retryMail(admin, id)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.auditEntry.count({ where: { subject: id } })).toBe(1);
});

test("there is no such message", async () => {
  await expect(retryMail(await anActor({ platformRole: "admin" }), randomUUID())).rejects.toMatchObject({
    code: "not_found",
  });
});
