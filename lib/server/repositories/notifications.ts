/** What a person is told in the app. */
import type { Db, Tx } from "@/lib/server/db";

export interface NewNotification {
  userId: string;
  /** One event for one person: the second with the same key is not written. */
  dedupeKey: string;
  title: string;
  body?: string;
  /** A path of this portal. */
  href: string;
}

/** Writes notifications that are not there yet, in the caller's transaction. */
export async function notify(tx: Db | Tx, notifications: NewNotification[]): Promise<void> {
  if (notifications.length === 0) return;
  await tx.notification.createMany({ data: notifications, skipDuplicates: true });
}

/** Newest first. */
export async function listNotifications(db: Db | Tx, userId: string, limit = 50) {
  return db.notification.findMany({ where: { userId }, orderBy: { createdAt: "desc" }, take: limit });
}

export async function countUnread(db: Db | Tx, userId: string): Promise<number> {
  return db.notification.count({ where: { userId, readAt: null } });
}

/** Marks some, or without `ids` all, of a person's own notifications as read. Says how many were unread. */
export async function markRead(db: Db | Tx, userId: string, ids?: string[], now: Date = new Date()): Promise<number> {
  const { count } = await db.notification.updateMany({
    where: { userId, readAt: null, ...(ids && { id: { in: ids } }) },
    data: { readAt: now },
  });
  return count;
}
