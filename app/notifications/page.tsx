import { Bell, BellOff } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { addressOf, pageNumber, type SearchParams, textParams } from "@/app/text-params";
import { MarkAllRead } from "@/components/people/mark-all-read";
import { NotificationFilter } from "@/components/people/notification-filter";
import { NotificationList } from "@/components/people/notification-list";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { requireActor } from "@/lib/http/session";
import { kindsFor, parseNotificationKind } from "@/lib/notification-kinds";
import { db } from "@/lib/server/db";
import { countNotifications, countUnreadByKind, listNotifications } from "@/lib/server/repositories/notifications";
import { membershipsOf } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Notifications" };

const pageSize = 25;

export default async function NotificationsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("notification.read");
  const texts = await textParams(searchParams);
  const kind = parseNotificationKind(texts.kind);
  const isUnread = texts.unread === "1";
  const page = pageNumber(texts.page);
  const filter = { kind, isUnread };
  const [notifications, total, unread, memberships] = await Promise.all([
    listNotifications(db, actor.userId, { ...filter, page, pageSize }),
    countNotifications(db, actor.userId, filter),
    countUnreadByKind(db, actor.userId),
    membershipsOf(db, actor.userId),
  ]);
  const isBuilder = memberships.some(({ portalEnabled }) => portalEnabled);
  const unreadCount = kind ? (unread.get(kind) ?? 0) : [...unread.values()].reduce((sum, count) => sum + count, 0);
  const address = (change: { page?: number }) =>
    addressOf("/notifications", { kind, unread: isUnread ? 1 : undefined, ...change });
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Notifications"
        description={
          <>
            What concerns you.{" "}
            <Link href="/account#mail" className="link">
              Choose
            </Link>{" "}
            what of it comes by e-mail, too.
          </>
        }
        actions={unreadCount > 0 ? <MarkAllRead kind={kind} /> : undefined}
      />
      <div className="space-y-4">
        <NotificationFilter
          kinds={kindsFor({ isBuilder, platformRole: actor.platformRole })}
          kind={kind}
          isUnread={isUnread}
          unread={Object.fromEntries(unread)}
        />
        <Card isFlush>
          {notifications.length === 0 ? (
            <EmptyState
              icon={isUnread ? <BellOff /> : <Bell />}
              title={isUnread ? "All read" : "Nothing yet"}
              description={
                isUnread
                  ? "Nothing new is waiting for you here."
                  : "Decisions, comments, new members and other news about you appear here."
              }
              actions={
                isUnread ? <ButtonLink href={addressOf("/notifications", { kind })}>Show all</ButtonLink> : undefined
              }
            />
          ) : (
            <NotificationList notifications={notifications} />
          )}
        </Card>
        <Pager page={page} pageSize={pageSize} total={total} addressOf={(number) => address({ page: number })} />
      </div>
    </PortalPage>
  );
}
