import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { holdsPersonalLink } from "@/lib/server/repositories/outbox";
import { anActor } from "@/lib/testing/factories";
import { noteAuditExport } from "./note-audit-export";
import { openMessage } from "./open-message";

async function aMessage(about: string, status: string) {
  const link = `https://portal.example/reset-password/${randomUUID()}`;
  const message = await db.outboxMessage.create({
    data: {
      ...{ dedupeKey: `${about}:${randomUUID()}`, recipient: "jo@example.com", subject: "Choose a new password" },
      ...{ text: link, html: `<a href="${link}">`, status },
    },
  });
  return { message, link };
}

const entriesAbout = (subject: string) => db.auditEntry.findMany({ where: { subject }, orderBy: { id: "asc" } });

test.each([
  ["password-reset", "kept"],
  ["password-reset", "pending"],
  ["password-reset", "failed"],
  ["verification", "kept"],
])("whoever opens a message about %s that is %s is written down each time, without the link", async (about, status) => {
  const admin = await anActor({ platformRole: "admin" });
  const { message, link } = await aMessage(about, status);
  expect(holdsPersonalLink(message)).toBe(true);
  expect((await openMessage(admin, message.id)).text).toBe(link);
  await openMessage(admin, message.id);
  const entries = await entriesAbout(message.id);
  expect(entries).toMatchObject([
    { action: "outbox.opened", actorId: admin.userId, details: { recipient: "jo@example.com" } },
    { action: "outbox.opened" },
  ]);
  expect(JSON.stringify(entries.map(({ details }) => details))).not.toContain("reset-password/");
});

test("other messages, and those whose link has left the house, are read without a note", async () => {
  const admin = await anActor({ platformRole: "admin" });
  for (const [about, status] of [
    ["version", "kept"],
    ["invitation", "failed"],
    ["password-reset", "sent"],
  ] as const) {
    const { message } = await aMessage(about, status);
    expect(holdsPersonalLink(message)).toBe(false);
    await openMessage(admin, message.id);
    expect(await entriesAbout(message.id)).toEqual([]);
  }
  await expect(openMessage(admin, randomUUID())).rejects.toMatchObject({ code: "not_found" });
});

test("who takes the log out as a file stands in it, with what was asked for", async () => {
  const admin = await anActor({ platformRole: "admin" });
  await noteAuditExport(admin, "csv", { action: "version.", from: "2026-05-04" });
  const [entry] = await db.auditEntry.findMany({ where: { action: "audit.exported", actorId: admin.userId } });
  expect(entry?.details).toEqual({ format: "csv", filter: { action: "version.", from: "2026-05-04" } });
});
