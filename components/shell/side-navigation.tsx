import { cn } from "@/components/ui/cn";
import type { Actor } from "@/lib/policy";
import { NavLink } from "./nav-link";
import { navigationFor } from "./navigation";

interface SideNavigationProps {
  actor: Actor;
  /** Icons only, for pages that need the width. The names stay for screen readers and on hover. */
  isCompact?: boolean;
}

export function SideNavigation({ actor, isCompact = false }: SideNavigationProps) {
  return (
    <nav aria-label="Main" className={cn("flex flex-col", isCompact ? "gap-2 p-2" : "gap-4 p-3")}>
      {navigationFor(actor).map((section) => (
        <div key={section.label}>
          <p className={cn("mb-1 px-2 font-medium text-faint text-xs", isCompact && "sr-only")}>{section.label}</p>
          <ul
            className={cn(
              "space-y-0.5",
              isCompact && "border-line border-t pt-2 [div:first-child>&]:border-0 [div:first-child>&]:pt-0",
            )}
          >
            {section.items.map(({ href, label, Icon }) => (
              <li key={href} title={isCompact ? label : undefined}>
                <NavLink
                  href={href}
                  className={cn(
                    "group/nav flex items-center gap-2.5 rounded-md font-medium text-muted text-sm transition-colors hover:bg-hover hover:text-ink",
                    "aria-[current=page]:bg-selected aria-[current=page]:text-ink",
                    isCompact ? "size-8 justify-center pointer-coarse:size-10" : "h-8 px-2 pointer-coarse:h-10",
                  )}
                >
                  <Icon
                    aria-hidden="true"
                    className="size-4 shrink-0 text-faint group-hover/nav:text-muted group-aria-[current=page]/nav:text-accent-ink"
                  />
                  <span className={cn(isCompact && "sr-only")}>{label}</span>
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
