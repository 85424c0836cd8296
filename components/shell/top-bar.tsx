import { Bell, Menu, X } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { formatNumber } from "@/components/ui/format-number";
import type { Actor } from "@/lib/policy";
import { Logo, LogoMark } from "./logo";
import { OrganizationSwitcher } from "./organization-switcher";
import { SideNavigation } from "./side-navigation";
import { UserMenu } from "./user-menu";

interface TopBarProps {
  actor: Actor;
  organizations: readonly { id: string; name: string }[];
  unreadCount: number;
}

export function TopBar({ actor, organizations, unreadCount }: TopBarProps) {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-line border-b bg-surface px-3 lg:px-4">
      <div aria-hidden="true" className="neatline absolute inset-x-0 top-0 h-0.5 opacity-70" />
      <button
        type="button"
        popoverTarget="navigation-sheet"
        aria-label="Menu"
        className={buttonClass({ variant: "ghost", isSquare: true, className: "lg:hidden" })}
      >
        <Menu aria-hidden="true" />
      </button>
      <Link href="/" aria-label="Landfall, start page" className="flex items-center rounded-sm lg:me-1">
        <Logo className="hidden lg:inline-flex" />
        <LogoMark className="size-6 lg:hidden" />
      </Link>
      <span aria-hidden="true" className="mx-1.5 h-5 w-px rotate-12 bg-line-strong" />
      <OrganizationSwitcher actor={actor} organizations={organizations} />
      <div className="ms-auto flex items-center gap-1.5">
        <Link
          href="/notifications"
          aria-label={unreadCount > 0 ? `Notifications, ${formatNumber(unreadCount)} unread` : "Notifications"}
          className={buttonClass({ variant: "ghost", isSquare: unreadCount === 0, className: "gap-1 px-2" })}
        >
          <Bell aria-hidden="true" />
          {unreadCount > 0 && (
            <span className="grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-semibold text-[10px] text-on-accent leading-none">
              {unreadCount > 99 ? "99+" : unreadCount}
            </span>
          )}
        </Link>
        <UserMenu actor={actor} />
      </div>
      <NavigationSheet actor={actor} />
    </header>
  );
}

/** The side navigation on a phone. */
function NavigationSheet({ actor }: { actor: Actor }) {
  return (
    <div
      id="navigation-sheet"
      popover="auto"
      className="fixed inset-y-0 start-0 end-auto m-0 h-dvh max-h-none w-72 max-w-[85vw] border-line-strong border-e bg-raised text-ink shadow-3 backdrop:bg-scrim"
    >
      <div className="flex h-12 items-center justify-between border-line border-b ps-4 pe-2">
        <Logo />
        <button
          type="button"
          popoverTarget="navigation-sheet"
          popoverTargetAction="hide"
          aria-label="Close menu"
          className={buttonClass({ variant: "ghost", isSquare: true })}
        >
          <X aria-hidden="true" />
        </button>
      </div>
      <SideNavigation actor={actor} />
    </div>
  );
}
