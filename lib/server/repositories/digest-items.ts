/** News that waits to be mailed together with other news of the same person: all that happens to a bundle. */

import type { NotificationKind } from "@/lib/notification-kinds";
import type { Db, Tx } from "@/lib/server/db";

export interface NewDigestItem {
  userId: string;
  /** The same as the notification's in the app. */
  dedupeKey: string;
  /** What comes in one mail: `daily`, or `comments:` and the ID of a version. */
  bundle: string;
  /** What the bundle is about, as in “Acme Email 1.2”. */
  topic: string;
  title: string;
  body: string;
  quote: string;
  href: string;
  createdAt: Date;
  dueAt: Date;
}

export interface Bundle {
  userId: string;
  bundle: string;
}

/** Adds to a bundle, and says when the oldest of its items came. Until the transaction ends nobody else touches it. */
export async function addItem(tx: Tx, item: NewDigestItem): Promise<Date> {
  await lockBundle(tx, item);
  await tx.digestItem.createMany({ data: [item], skipDuplicates: true });
  const { _min } = await tx.digestItem.aggregate({
    where: { userId: item.userId, bundle: item.bundle },
    _min: { createdAt: true },
  });
  return _min.createdAt ?? item.createdAt;
}

/** Moves a whole bundle, which `addItem` holds: it goes out as one. */
export async function setDue(tx: Tx, { userId, bundle }: Bundle, dueAt: Date): Promise<void> {
  await tx.digestItem.updateMany({ where: { userId, bundle }, data: { dueAt } });
}

/** Whose bundles are due, the longest waiting first. */
export async function listDue(db: Db | Tx, now: Date, limit = 500): Promise<Bundle[]> {
  const rows = await db.digestItem.groupBy({
    by: ["userId", "bundle"],
    where: { dueAt: { lte: now } },
    _min: { dueAt: true },
    orderBy: { _min: { dueAt: "asc" } },
    take: limit,
  });
  return rows.map(({ userId, bundle }) => ({ userId, bundle }));
}

/**
 * Takes a bundle out, if some of it is still due: nobody else gets its items, and they are back if the transaction
 * fails. Its person is there as long as its items are.
 */
export async function takeBundle(tx: Tx, { userId, bundle }: Bundle, now: Date) {
  await lockBundle(tx, { userId, bundle });
  const items = await tx.digestItem.findMany({
    where: { userId, bundle },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { user: { select: { name: true, email: true } } },
  });
  if (!items.some(({ dueAt }) => dueAt <= now)) return [];
  await tx.digestItem.deleteMany({ where: { id: { in: items.map(({ id }) => id) } } });
  return items;
}

/**
 * One lock for a bundle rather than one for each of its rows: of rows that come in between, two would hold some and wait
 * for others.
 */
async function lockBundle(tx: Tx, { userId, bundle }: Bundle): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`digest ${userId} ${bundle}`}, 0))`;
}

/** Forgets what waits of one kind, for somebody who doesn't want it mailed any more. In the app it stays. */
export async function dropWaiting(tx: Tx, userId: string, kind: NotificationKind): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM digest_item USING notification
    WHERE digest_item.user_id = ${userId} AND notification.user_id = ${userId}
      AND notification.dedupe_key = digest_item.dedupe_key AND notification.kind = ${kind}`;
}

/** Forgets what waits about the destinations of an organization, for somebody who has left it. */
export async function dropWaitingOf(tx: Tx, userId: string, organizationId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM digest_item WHERE user_id = ${userId}
      AND substring(href FROM '^/destinations/([0-9a-f-]{36})') IN (
        SELECT id::text FROM destination WHERE organization_id = ${organizationId})`;
}

/** Forgets what waits about reviews, for somebody who isn't a reviewer any more. */
export async function dropWaitingReviews(tx: Tx, userId: string): Promise<void> {
  await tx.digestItem.deleteMany({ where: { userId, href: { startsWith: "/reviews/" } } });
}

/** How many pieces of news wait, and when the first bundle goes out. */
export async function countWaiting(db: Db | Tx) {
  const { _count, _min } = await db.digestItem.aggregate({ _count: true, _min: { dueAt: true } });
  return { count: _count, nextAt: _min.dueAt ?? undefined };
}
