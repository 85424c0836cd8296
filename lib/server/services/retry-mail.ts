import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { isMailConfigured } from "@/lib/server/mailer";
import { enqueue } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { findMessage, resetMessage } from "@/lib/server/repositories/outbox";
import { leaseSeconds } from "./send-mail";

/** Has a message that was given up, waits after a failure, or was kept without a mail server sent now. */
export async function retryMail(actor: Actor, messageId: string, now: Date = new Date()): Promise<void> {
  if (!isMailConfigured()) {
    throw new AppError(
      "conflict",
      "No mail server is set up. Set SMTP_URL, start the portal again, then try once more.",
    );
  }
  await db.$transaction(async (tx) => {
    const message = await findMessage(tx, messageId);
    if (!message) throw new AppError("not_found", "There is no such message.");
    if (!(await resetMessage(tx, messageId, now, leaseSeconds))) {
      throw new AppError("conflict", "This message has been sent, or is about to be. Reload the page.");
    }
    const { subject, recipient, status } = message;
    await auditLog.record(tx, actor, "outbox.retried", messageId, { subject, recipient, was: status });
    await enqueue(tx, "deliver_outbox", {});
  });
}
