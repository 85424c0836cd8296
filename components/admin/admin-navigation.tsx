"use client";

import { useEffect, useRef } from "react";
import { NavLink } from "@/components/shell/nav-link";

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

/** The pages of administration, one beside the other. On a phone they scroll, and the current one is in view. */
export function AdminNavigation() {
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!list.current || !current) return;
    // Of the list alone: `scrollIntoView` would move the page, too.
    list.current.scrollLeft = current.offsetLeft - (list.current.clientWidth - current.offsetWidth) / 2;
  }, []);

  return (
    <nav aria-label="Administration" className="mb-5 border-line border-b">
      <ul ref={list} className="scrollbar-none relative -mb-px flex gap-1 overflow-x-auto">
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
      </ul>
    </nav>
  );
}
