import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findMessage, holdsPersonalLink } from "@/lib/server/repositories/outbox";

/** What a message says. Whoever opens one that could be used to act for its recipient is written down first. */
export async function openMessage(actor: Actor, messageId: string): Promise<{ text: string; html: string }> {
  return db.$transaction(async (tx) => {
    const message = await findMessage(tx, messageId);
    if (!message) throw new AppError("not_found", "There is no such message.");
    const { subject, recipient, text, html } = message;
    if (holdsPersonalLink(message)) {
      await auditLog.record(tx, actor, "outbox.opened", messageId, { subject, recipient });
    }
    return { text, html };
  });
}
