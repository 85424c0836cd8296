import { route } from "@/lib/http/route";
import { readNotificationsBody, unreadNotificationsBody } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { markRead, markUnread } from "@/lib/server/repositories/notifications";

/** Marks some or all as read. Nothing about the product changes, so nothing goes into the audit log. */
export const POST = route({ action: "notification.read", body: readNotificationsBody }, async ({ actor, body }) => ({
  read: await markRead(db, actor.userId, body),
}));

/** Marks some as unread again. */
export const DELETE = route({ action: "notification.read", body: unreadNotificationsBody }, async ({ actor, body }) => {
  await markUnread(db, actor.userId, body.ids);
  return undefined;
});
