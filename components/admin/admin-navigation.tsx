import { NavLink } from "@/components/shell/nav-link";
import { TabList } from "@/components/shell/tab-list";

const pages = [
  { href: "/admin/organizations", label: "Organizations" },
  { href: "/admin/people", label: "People" },
  { href: "/admin/requests", label: "Requests" },
  { href: "/admin/categories", label: "Categories" },
  { href: "/admin/settings", label: "Settings" },
  { href: "/admin/outbox", label: "Outbox" },
  { href: "/admin/audit", label: "Audit log" },
  { href: "/admin/system", label: "System" },
];

/** The pages of administration, one beside the other. */
export function AdminNavigation() {
  return (
    <nav aria-label="Administration" className="mb-5 border-line border-b">
      <TabList>
        {pages.map((page) => (
          <li key={page.href}>
            <NavLink
              href={page.href}
              className="block whitespace-nowrap border-transparent border-b-2 px-3 py-2 font-medium text-muted text-sm transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {page.label}
            </NavLink>
          </li>
        ))}
      </TabList>
    </nav>
  );
}
