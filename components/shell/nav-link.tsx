"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

interface NavLinkProps {
  href: string;
  className: string;
  children: ReactNode;
}

/** Knows whether one is there already, and closes the popover it lies in: moving on inside a layout would leave it open. */
export function NavLink({ href, className, children }: NavLinkProps) {
  const path = usePathname();
  const isHere = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover()}
      className={className}
    >
      {children}
    </Link>
  );
}
