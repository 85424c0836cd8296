/** Every e-mail that we send or would send. */
import { type OutboxStatus, outboxStatuses } from "@/lib/admin-contract";
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

/** Whether whoever reads a message could act for its recipient. Once it was sent it holds the link no more. */
export function holdsPersonalLink({ dedupeKey, status }: { dedupeKey: string; status: string }): boolean {
  return status !== "sent" && personal.some((prefix) => dedupeKey.startsWith(prefix));
}

/** A link that opens an account has left the house: nobody shall read it here, not even an administrator. */
export async function markSent(db: Db, message: ClaimedMessage, now: Date = new Date()): Promise<void> {
  const isPersonal = personal.some((prefix) => message.dedupeKey.startsWith(prefix));
  await db.outboxMessage.updateMany({
    // Not only a pending one: a process that lost its lease may have given up meanwhile what went out after all.
    where: { id: message.id, status: { in: ["pending", "failed"] } },
    data: {
      status: "sent",
      sentAt: now,
      error: "",
      ...(isPersonal && { text: forgotten, html: `<p>${forgotten}</p>` }),
    },
  });
}

/** Notes why a try did not succeed; without `retryAt` the message is given up. A later try by somebody else stands. */
export async function markFailed(
  db: Db,
  { id, attempts }: Pick<ClaimedMessage, "id" | "attempts">,
  error: string,
  retryAt?: Date,
): Promise<void> {
  const data = retryAt ? { error, notBefore: retryAt } : { error, status: "failed" };
  await db.outboxMessage.updateMany({ where: { id, attempts, status: "pending" }, data });
}

/** Keeps a message for who is still sending it; a slow mail server would otherwise get it from somebody else, too. */
export async function extendLease(
  db: Db,
  { id, attempts }: Pick<ClaimedMessage, "id" | "attempts">,
  leaseSeconds: number,
  now: Date = new Date(),
): Promise<void> {
  const notBefore = new Date(now.getTime() + leaseSeconds * 1000);
  await db.outboxMessage.updateMany({ where: { id, attempts, status: "pending" }, data: { notBefore } });
}

export interface OutboxFilter {
  search?: string;
  status?: OutboxStatus;
}

/** Newest first, without the bodies; one page, with how many there are in all. */
export async function listMessages(
  db: Db | Tx,
  { search, status }: OutboxFilter = {},
  { page = 1, pageSize = 50 }: { page?: number; pageSize?: number } = {},
) {
  const contains = search ? { contains: search, mode: "insensitive" as const } : undefined;
  const where = {
    ...(status && { status }),
    ...(contains && { OR: [{ recipient: contains }, { subject: contains }] }),
  };
  const [total, messages] = await Promise.all([
    db.outboxMessage.count({ where }),
    db.outboxMessage.findMany({
      where,
      select: {
        id: true,
        recipient: true,
        subject: true,
        status: true,
        error: true,
        attempts: true,
        notBefore: true,
        createdAt: true,
        sentAt: true,
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  return { total, messages };
}

/** How many messages are in each state, and since when the oldest one waits. */
export async function countMessages(db: Db | Tx) {
  const [rows, oldest] = await Promise.all([
    db.outboxMessage.groupBy({ by: ["status"], _count: true }),
    db.outboxMessage.findFirst({
      where: { status: "pending" },
      orderBy: { createdAt: "asc" },
      select: { createdAt: true },
    }),
  ]);
  const countOf = (status: OutboxStatus) => rows.find((row) => row.status === status)?._count ?? 0;
  const counts = new Map(outboxStatuses.map((status) => [status, countOf(status)]));
  return { counts, oldestWaitingAt: oldest?.createdAt };
}

/**
 * Has a message that didn't go out tried again from the beginning. False: it went out, or waits no longer than a lease
 * lasts, so that somebody may be sending it at this moment.
 */
export async function resetMessage(tx: Tx, id: string, now: Date, leaseSeconds: number): Promise<boolean> {
  const afterLease = new Date(now.getTime() + leaseSeconds * 1000);
  const { count } = await tx.outboxMessage.updateMany({
    where: { id, OR: [{ status: { in: ["failed", "kept"] } }, { status: "pending", notBefore: { gt: afterLease } }] },
    data: { status: "pending", attempts: 0, notBefore: now },
  });
  return count === 1;
}

export async function findMessage(db: Db | Tx, id: string) {
  return db.outboxMessage.findUnique({ where: { id } });
}
