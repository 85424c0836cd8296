import { Building2, ClipboardCheck, Download, type LucideIcon, MessageSquare } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import { type NotificationKind, notificationKindTexts, parseNotificationKind } from "@/lib/notification-kinds";
import { NotificationLink } from "./notification-link";
import { ReadSwitch } from "./read-switch";

const icons = {
  review: ClipboardCheck,
  comment: MessageSquare,
  installation: Download,
  organization: Building2,
} satisfies Record<NotificationKind, LucideIcon>;

interface ShownNotification {
  id: string;
  kind: string;
  title: string;
  body: string;
  href: string;
  readAt: Date | null;
  createdAt: Date;
}

export function NotificationList({ notifications }: { notifications: readonly ShownNotification[] }) {
  return (
    <ul className="divide-y divide-line">
      {notifications.map((notification) => (
        <Item key={notification.id} notification={notification} />
      ))}
    </ul>
  );
}

function Item({
  notification: { id, title, body, href, readAt, createdAt, ...notification },
}: {
  notification: ShownNotification;
}) {
  const kind = parseNotificationKind(notification.kind) ?? "organization";
  const Icon = icons[kind];
  const isRead = readAt !== null;
  return (
    <li className="relative flex items-start gap-3 px-4 py-3 transition-colors hover:bg-hover">
      <span className="relative mt-0.5 shrink-0">
        <Icon aria-hidden="true" className={isRead ? "size-4 text-faint" : "size-4 text-accent-ink"} />
        <span className="sr-only">{notificationKindTexts[kind].title}. </span>
      </span>
      <span className="min-w-0 flex-1">
        <NotificationLink
          id={id}
          href={href}
          isRead={isRead}
          className={`block break-words text-sm after:absolute after:inset-0 hover:underline ${isRead ? "text-muted" : "font-semibold text-ink"}`}
        >
          {!isRead && <span className="sr-only">New: </span>}
          {title}
        </NotificationLink>
        {body && <span className="line-clamp-3 whitespace-pre-line break-words text-muted text-sm">{body}</span>}
        <RelativeTime at={createdAt} className="text-faint text-xs" />
      </span>
      <span className="relative flex shrink-0 items-center gap-2">
        {!isRead && <span aria-hidden="true" className="size-2 rounded-full bg-accent" />}
        <ReadSwitch id={id} title={title} isRead={isRead} />
      </span>
    </li>
  );
}
