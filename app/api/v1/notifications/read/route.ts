import { route } from "@/lib/http/route";
import { readNotificationsBody } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { markRead } from "@/lib/server/repositories/notifications";

/** Marks some or all as read. Nothing about the product changes, so nothing goes into the audit log. */
export const POST = route({ action: "notification.read", body: readNotificationsBody }, async ({ actor, body }) => ({
  read: await markRead(db, actor.userId, body.ids),
}));
