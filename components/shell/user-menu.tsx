import { LogOut, UserRound } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import type { Actor } from "@/lib/policy";
import { menuClass, menuItemClass } from "./menu-class";
import { NavLink } from "./nav-link";
import { SignOut } from "./sign-out";
import { ThemeChoice } from "./theme-choice";

export function UserMenu({ actor }: { actor: Actor }) {
  return (
    <>
      <button
        type="button"
        popoverTarget="user-menu"
        aria-label={`Account of ${actor.name}`}
        className="grid size-8 place-items-center rounded-full hover:ring-4 hover:ring-hover pointer-coarse:size-10"
      >
        <Avatar name={actor.name} />
      </button>
      <div id="user-menu" popover="auto" className={`${menuClass} end-3 w-64`}>
        <div className="px-2 pt-1.5 pb-2">
          <p className="truncate font-medium">{actor.name}</p>
          <p className="truncate text-muted text-xs">{actor.email}</p>
          <p className="mt-1 text-faint text-xs">{roleOf(actor)}</p>
        </div>
        <div className="border-line border-y px-1 py-2">
          <ThemeChoice />
        </div>
        <div className="pt-1">
          <NavLink href="/account" className={menuItemClass}>
            <UserRound aria-hidden="true" className="text-faint" />
            Account
          </NavLink>
          <SignOut className={menuItemClass}>
            <LogOut aria-hidden="true" className="text-faint" />
            Sign out
          </SignOut>
        </div>
      </div>
    </>
  );
}

function roleOf(actor: Actor): string {
  const role = actor.organizationRole === "owner" ? "Owner" : "Member";
  const staff = { none: "", reviewer: " · Reviewer", admin: " · Administrator" }[actor.platformRole];
  return `${role} of ${actor.organizationName}${staff}`;
}
