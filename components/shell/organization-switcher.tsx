import { Check, ChevronsUpDown } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import type { Actor } from "@/lib/policy";
import { menuClass, menuItemClass } from "./menu-class";
import { SwitchOrganization } from "./switch-organization";

interface OrganizationSwitcherProps {
  actor: Actor;
  organizations: readonly { id: string; name: string }[];
}

/** The organization one works for, and the others one could. With only one there is nothing to switch. */
export function OrganizationSwitcher({ actor, organizations }: OrganizationSwitcherProps) {
  const name = (
    <>
      <Avatar name={actor.organizationName} size="sm" isSquare />
      <span className="min-w-0 truncate">{actor.organizationName}</span>
    </>
  );
  const look = "flex h-8 min-w-0 max-w-56 items-center gap-2 rounded-md px-2 font-medium text-ink text-sm";
  if (organizations.length < 2) return <span className={look}>{name}</span>;
  return (
    <>
      <button
        type="button"
        popoverTarget="organization-menu"
        aria-label={`Organization: ${actor.organizationName}. Switch`}
        className={`${look} transition-colors hover:bg-hover pointer-coarse:h-10`}
      >
        {name}
        <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      </button>
      <div id="organization-menu" popover="auto" className={`${menuClass} start-3 w-64 lg:start-36`}>
        <p className="px-2 pt-1 pb-1.5 font-medium text-faint text-xs">Organizations</p>
        <ul>
          {organizations.map((organization) => (
            <li key={organization.id}>
              {organization.id === actor.organizationId ? (
                <span aria-current="true" className={menuItemClass}>
                  <Avatar name={organization.name} size="sm" isSquare />
                  <span className="min-w-0 flex-1 truncate">{organization.name}</span>
                  <Check aria-hidden="true" className="text-accent-ink" />
                </span>
              ) : (
                <SwitchOrganization organizationId={organization.id} className={menuItemClass}>
                  <Avatar name={organization.name} size="sm" isSquare />
                  <span className="min-w-0 flex-1 truncate">{organization.name}</span>
                </SwitchOrganization>
              )}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
