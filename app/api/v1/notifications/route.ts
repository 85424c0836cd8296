import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { countUnread, listNotifications } from "@/lib/server/repositories/notifications";

export const GET = route({ action: "notification.read" }, async ({ actor }) => ({
  unread: await countUnread(db, actor.userId),
  notifications: await listNotifications(db, actor.userId),
}));
