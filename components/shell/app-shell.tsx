import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Actor } from "@/lib/policy";
import { SideNavigation } from "./side-navigation";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";

interface AppShellProps {
  actor: Actor;
  organizations: readonly { id: string; name: string }[];
  unreadCount: number;
  /** The whole width and exactly the height below the bar, for pages that lay themselves out: the builder. */
  isWide?: boolean;
  children: ReactNode;
}

/** What surrounds every page of a signed-in person. Rendered on the server; its menus need no script to open. */
export function AppShell({ actor, organizations, unreadCount, isWide = false, children }: AppShellProps) {
  return (
    <>
      <SkipLink />
      <TopBar actor={actor} organizations={organizations} unreadCount={unreadCount} />
      {/* The margin is the bar's height: following a link scrolls to here, and the bar covers what is above. */}
      <div className="flex scroll-mt-12">
        <aside
          className={cn(
            "sticky top-12 hidden h-[calc(100dvh-3rem)] shrink-0 overflow-y-auto border-line border-e bg-surface lg:block",
            isWide ? "w-12" : "w-52",
          )}
        >
          <SideNavigation actor={actor} isCompact={isWide} />
        </aside>
        <main
          id="main"
          tabIndex={-1}
          className={cn("min-w-0 flex-1", isWide ? "min-h-[calc(100dvh-3rem)]" : "px-4 py-5 sm:px-6 lg:px-8 lg:py-6")}
        >
          {isWide ? children : <div className="mx-auto w-full max-w-[75rem]">{children}</div>}
        </main>
      </div>
    </>
  );
}
