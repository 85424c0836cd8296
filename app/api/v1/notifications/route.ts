import { route } from "@/lib/http/route";
import { notificationsQuery } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { countUnread, listNotifications } from "@/lib/server/repositories/notifications";

/** Newest first, fifty on a page. */
export const GET = route({ action: "notification.read", query: notificationsQuery }, async ({ actor, query }) => ({
  unread: await countUnread(db, actor.userId),
  notifications: await listNotifications(db, actor.userId, {
    kind: query.kind,
    isUnread: query.unread === "1",
    page: query.page,
  }),
}));
