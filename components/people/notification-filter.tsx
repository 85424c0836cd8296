import Link from "next/link";
import { TabList } from "@/components/shell/tab-list";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { formatNumber } from "@/components/ui/format-number";
import { type NotificationKind, notificationKindTexts } from "@/lib/notification-kinds";

interface NotificationFilterProps {
  kinds: readonly NotificationKind[];
  kind?: NotificationKind;
  isUnread: boolean;
  /** How many of each kind are unread. */
  unread: Record<string, number>;
}

/** What of the news to show. It stands in the address, and works before any script has loaded. */
export function NotificationFilter({ kinds, kind, isUnread, unread }: NotificationFilterProps) {
  const total = Object.values(unread).reduce((sum, count) => sum + count, 0);
  const addressOf = (change: { kind?: NotificationKind; isUnread: boolean }) => {
    const query = new URLSearchParams({
      ...(change.kind && { kind: change.kind }),
      ...(change.isUnread && { unread: "1" }),
    }).toString();
    return query ? `/notifications?${query}` : "/notifications";
  };
  return (
    <nav
      aria-label="Filter"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b"
    >
      <TabList current={kind ?? "all"}>
        {[undefined, ...kinds].map((each) => (
          <li key={each ?? "all"}>
            <Link
              href={addressOf({ kind: each, isUnread })}
              aria-current={each === kind ? "page" : undefined}
              className="flex items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-3 py-2 font-medium text-muted text-sm transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {each ? notificationKindTexts[each].title : "All"}
              <Unread count={each ? (unread[each] ?? 0) : total} />
            </Link>
          </li>
        ))}
      </TabList>
      <Link
        href={addressOf({ kind, isUnread: !isUnread })}
        className={buttonClass({ variant: isUnread ? "secondary" : "ghost", size: "sm", className: "mb-1" })}
      >
        {isUnread ? "Show read ones, too" : "Only unread"}
      </Link>
    </nav>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Badge tone="accent">
      {formatNumber(count)} <span className="sr-only">unread</span>
    </Badge>
  );
}
