/** E-mail through the outbox: written with the change that caused it, sent afterwards, once. */
import { setTimeout } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import type { Db, Tx } from "@/lib/server/db";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import { isMailConfigured, type SendMail, sendMail } from "@/lib/server/mailer";
import { enqueue } from "@/lib/server/queue";
import {
  type ClaimedMessage,
  claimNext,
  extendLease,
  insertMessage,
  markFailed,
  markSent,
  type NewMessage,
} from "@/lib/server/repositories/outbox";

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

/** How a delivery is made; tests make it otherwise. */
interface Delivery {
  send?: SendMail;
  now?: () => Date;
  /** Ends a delivery after the message that is being sent, for a process that has to stop. */
  signal?: AbortSignal;
}

/**
 * Sends everything that is due and says how many went out. Safe to run anywhere, any number of times at once: a message
 * is leased by one process, for as long as that is sending it. A failure is retried six times, then given up with its
 * reason. A mail server that can't be reached ends the delivery: the other messages wait with all their tries before them.
 */
export async function deliverOutbox({ send = sendMail, now = () => new Date(), signal }: Delivery = {}): Promise<{
  sent: number;
  failed: number;
}> {
  const result = { sent: 0, failed: 0 };
  while (!signal?.aborted) {
    const message = await claimNext(db, leaseSeconds, now());
    if (!message) break;
    const failure = await trySending(message, send);
    if (!failure) {
      await noteSent(message, now());
      result.sent += 1;
      continue;
    }
    const wait = retryAfterSeconds[message.attempts - 1];
    const retryAt = wait === undefined ? undefined : new Date(now().getTime() + wait * 1000);
    await markFailed(db, message, failure.message.slice(0, 500), retryAt);
    log.warn({ messageId: message.id, attempts: message.attempts, err: failure }, "mail not sent");
    result.failed += 1;
    if (isUnreachable(failure)) break;
  }
  return result;
}

/** Says why a message did not go out, and holds its lease until it is known. */
async function trySending(message: ClaimedMessage, send: SendMail): Promise<Error | undefined> {
  const hold = setInterval(() => {
    extendLease(db, message, leaseSeconds).catch((error: unknown) => log.warn({ err: error }, "lease not extended"));
  }, leaseSeconds * 400);
  try {
    await send(message);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    clearInterval(hold);
  }
}

/** The mail is out: a database that is away for a moment must not be why it goes out again. */
async function noteSent(message: ClaimedMessage, at: Date): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await markSent(db, message, at);
    } catch (error) {
      if (tries === 5) throw error;
      log.warn({ messageId: message.id, err: error }, "mail sent, but not noted yet");
      await setTimeout(tries * 500);
    }
  }
}

const unreachableCodes = new Set(["ECONNECTION", "ECONNREFUSED", "ESOCKET", "ETIMEDOUT", "EDNS", "ETLS", "EAUTH"]);

/** The mail server as a whole refuses or is away, rather than this message. */
function isUnreachable(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && unreachableCodes.has(error.code);
}
