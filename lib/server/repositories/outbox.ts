/** Every e-mail that we send or would send. */
import type { Db, Tx } from "@/lib/server/db";

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

export interface NewMessage extends Mail {
  /** One event for one person: the second message with the same key is not written. */
  dedupeKey: string;
  recipient: string;
}

export type OutboxStatus = "pending" | "sent" | "kept" | "failed";

export interface ClaimedMessage extends NewMessage {
  id: string;
  attempts: number;
}

/** Writes a message. Says whether it is new: a key that is already there is left alone. */
export async function insertMessage(tx: Db | Tx, message: NewMessage, status: OutboxStatus): Promise<boolean> {
  const { count } = await tx.outboxMessage.createMany({ data: [{ ...message, status }], skipDuplicates: true });
  return count === 1;
}

/**
 * Takes the oldest message that is due and leases it: until `leaseSeconds` have passed no other process gets it.
 * A process that dies while sending leaves a message that is simply tried again.
 */
export async function claimNext(
  db: Db,
  leaseSeconds: number,
  now: Date = new Date(),
): Promise<ClaimedMessage | undefined> {
  const lease = new Date(now.getTime() + leaseSeconds * 1000);
  return db.$transaction(async (tx) => {
    const [due] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM outbox_message WHERE status = 'pending' AND not_before <= ${now}
      ORDER BY not_before FOR UPDATE SKIP LOCKED LIMIT 1`;
    if (!due) return undefined;
    return tx.outboxMessage.update({
      where: { id: due.id },
      data: { attempts: { increment: 1 }, notBefore: lease },
      select: { id: true, dedupeKey: true, recipient: true, subject: true, text: true, html: true, attempts: true },
    });
  });
}

/** Messages whose link is a key to somebody's account. */
const personal = ["password-reset:", "verification:"];
const forgotten = "This message held a personal link. It is not kept once it was sent.";

/** A link that opens an account has left the house: nobody shall read it here, not even an administrator. */
export async function markSent(db: Db, message: ClaimedMessage, now: Date = new Date()): Promise<void> {
  const isPersonal = personal.some((prefix) => message.dedupeKey.startsWith(prefix));
  await db.outboxMessage.updateMany({
    where: { id: message.id, status: "pending" },
    data: {
      status: "sent",
      sentAt: now,
      error: "",
      ...(isPersonal && { text: forgotten, html: `<p>${forgotten}</p>` }),
    },
  });
}

/** Notes why a message did not go out; without `retryAt` it is given up. */
export async function markFailed(db: Db, id: string, error: string, retryAt?: Date): Promise<void> {
  const data = retryAt ? { error, notBefore: retryAt } : { error, status: "failed" };
  await db.outboxMessage.updateMany({ where: { id, status: "pending" }, data });
}

/** Newest first, without the bodies. */
export async function listMessages(db: Db | Tx, filter: { search?: string; limit?: number } = {}) {
  const { search, limit = 100 } = filter;
  const contains = search ? { contains: search, mode: "insensitive" as const } : undefined;
  return db.outboxMessage.findMany({
    where: contains ? { OR: [{ recipient: contains }, { subject: contains }] } : {},
    select: { id: true, recipient: true, subject: true, status: true, error: true, attempts: true, createdAt: true },
    orderBy: { createdAt: "desc" },
    take: limit,
  });
}

export async function findMessage(db: Db | Tx, id: string) {
  return db.outboxMessage.findUnique({ where: { id } });
}
