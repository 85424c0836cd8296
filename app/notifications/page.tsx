import { Bell } from "lucide-react";
import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { MarkAllRead } from "@/components/people/mark-read";
import { NotificationLink } from "@/components/people/notification-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listNotifications } from "@/lib/server/repositories/notifications";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const actor = await requireActor("notification.read");
  const notifications = await listNotifications(db, actor.userId);
  const hasUnread = notifications.some((notification) => notification.readAt === null);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Notifications"
        description="What happened to your submissions and in your organization."
        actions={hasUnread ? <MarkAllRead /> : undefined}
      />
      {notifications.length === 0 ? (
        <Card>
          <EmptyState
            icon={<Bell />}
            title="Nothing yet"
            description="Decisions of reviewers, new members and other news about you appear here, and come by e-mail."
          />
        </Card>
      ) : (
        <Card isFlush>
          <ul className="divide-y divide-line">
            {notifications.map((notification) => (
              <li key={notification.id}>
                <NotificationLink
                  id={notification.id}
                  href={notification.href}
                  isRead={notification.readAt !== null}
                  className="flex items-start gap-3 px-4 py-3 transition-colors hover:bg-hover"
                >
                  <span className="mt-1 w-14 shrink-0 text-xs">
                    {notification.readAt === null ? (
                      <StatusDot tone="accent" label="New" />
                    ) : (
                      <span className="text-faint">Read</span>
                    )}
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="block break-words font-medium text-ink text-sm">{notification.title}</span>
                    {notification.body && (
                      <span className="block break-words text-muted text-sm">{notification.body}</span>
                    )}
                  </span>
                  <RelativeTime at={notification.createdAt} className="shrink-0 text-faint text-xs" />
                </NotificationLink>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </PortalPage>
  );
}
