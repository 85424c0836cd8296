/** What a person is told in the app. */
import type { NotificationKind } from "@/lib/notification-kinds";
import type { Db, Tx } from "@/lib/server/db";

export interface NewNotification {
  userId: string;
  /** One event for one person: the second with the same key is not written. */
  dedupeKey: string;
  kind: NotificationKind;
  title: string;
  body?: string;
  /** A path of this portal. */
  href: string;
  createdAt?: Date;
}

/** Writes notifications that are not there yet, in the caller's transaction, and says whose were new. */
export async function notify(tx: Db | Tx, notifications: NewNotification[]): Promise<Set<string>> {
  if (notifications.length === 0) return new Set();
  const rows = await tx.notification.createManyAndReturn({
    data: notifications,
    skipDuplicates: true,
    select: { userId: true },
  });
  return new Set(rows.map(({ userId }) => userId));
}

export interface NotificationFilter {
  kind?: NotificationKind;
  isUnread?: boolean;
  /** From 1. */
  page?: number;
  pageSize?: number;
}

/** Newest first. */
export async function listNotifications(db: Db | Tx, userId: string, filter: NotificationFilter = {}) {
  const { page = 1, pageSize = 50 } = filter;
  return db.notification.findMany({
    where: whereOf(userId, filter),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: (page - 1) * pageSize,
    take: pageSize,
  });
}

export async function countNotifications(db: Db | Tx, userId: string, filter: NotificationFilter = {}) {
  return db.notification.count({ where: whereOf(userId, filter) });
}

function whereOf(userId: string, { kind, isUnread }: NotificationFilter) {
  return { userId, ...(kind && { kind }), ...(isUnread && { readAt: null }) };
}

export async function countUnread(db: Db | Tx, userId: string): Promise<number> {
  return db.notification.count({ where: { userId, readAt: null } });
}

/** How many of each kind are unread; a kind without any is absent. */
export async function countUnreadByKind(db: Db | Tx, userId: string): Promise<Map<string, number>> {
  const rows = await db.notification.groupBy({ by: ["kind"], where: { userId, readAt: null }, _count: true });
  return new Map(rows.map(({ kind, _count }) => [kind, _count]));
}

interface Marking {
  /** Left out: all of them. */
  ids?: string[];
  kind?: NotificationKind;
}

/** Marks a person's own notifications as read. Says how many were unread. */
export async function markRead(
  db: Db | Tx,
  userId: string,
  { ids, kind }: Marking = {},
  now: Date = new Date(),
): Promise<number> {
  const { count } = await db.notification.updateMany({
    where: { userId, readAt: null, ...(ids && { id: { in: ids } }), ...(kind && { kind }) },
    data: { readAt: now },
  });
  return count;
}

/** Marks some of a person's own notifications as unread again. */
export async function markUnread(db: Db | Tx, userId: string, ids: string[]): Promise<void> {
  await db.notification.updateMany({ where: { userId, id: { in: ids } }, data: { readAt: null } });
}
