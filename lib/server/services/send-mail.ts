/** E-mail through the outbox: written with the change that caused it, sent afterwards, once. */
import { AppError } from "@/lib/errors";
import type { Db, Tx } from "@/lib/server/db";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import { isMailConfigured, type SendMail, sendMail } from "@/lib/server/mailer";
import { enqueue } from "@/lib/server/queue";
import { claimNext, insertMessage, markFailed, markSent, type NewMessage } from "@/lib/server/repositories/outbox";

/** Waits in seconds before the second, third, … try: about a day in all. */
const retryAfterSeconds = [30, 120, 600, 3600, 4 * 3600, 16 * 3600];
/** So long nobody else takes a message that somebody is sending. */
export const leaseSeconds = 60;

const addressPattern = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

/**
 * Puts a message into the outbox in the caller's transaction. The same dedupe key a second time is not sent again.
 * Without a mail server it is kept, readable for administrators. Refuses what is not one plain address (T16).
 */
export async function queueMail(tx: Db | Tx, message: NewMessage): Promise<void> {
  if (!addressPattern.test(message.recipient) || message.recipient.length > 254) {
    throw new AppError("invalid_input", `${message.recipient} is not an e-mail address.`);
  }
  const subject = message.subject.replace(/\s+/g, " ").trim();
  const isConfigured = isMailConfigured();
  const isNew = await insertMessage(tx, { ...message, subject }, isConfigured ? "pending" : "kept");
  if (isNew && isConfigured) await enqueue(tx, "deliver_outbox", {});
}

/**
 * Sends everything that is due and says how many went out. Safe to run anywhere, any number of times at once: a
 * message is leased by one process. A failure is retried six times, then given up with its reason.
 */
export async function deliverOutbox(
  options: { send?: SendMail; now?: () => Date } = {},
): Promise<{ sent: number; failed: number }> {
  const { send = sendMail, now = () => new Date() } = options;
  const result = { sent: 0, failed: 0 };
  for (;;) {
    const message = await claimNext(db, leaseSeconds, now());
    if (!message) return result;
    try {
      await send(message);
      await markSent(db, message, now());
      result.sent += 1;
    } catch (error) {
      const wait = retryAfterSeconds[message.attempts - 1];
      const retryAt = wait === undefined ? undefined : new Date(now().getTime() + wait * 1000);
      const reason = error instanceof Error ? error.message : String(error);
      await markFailed(db, message.id, reason.slice(0, 500), retryAt);
      log.warn({ messageId: message.id, attempts: message.attempts, err: error }, "mail not sent");
      result.failed += 1;
    }
  }
}
