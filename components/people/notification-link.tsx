"use client";

import Link from "next/link";
import type { ReactNode } from "react";

interface NotificationLinkProps {
  id: string;
  href: string;
  isRead: boolean;
  className?: string;
  children: ReactNode;
}

/** Following a notification reads it. The request outlives the page, and nobody waits for it. */
export function NotificationLink({ id, href, isRead, className, children }: NotificationLinkProps) {
  function markRead() {
    if (isRead) return;
    void fetch("/api/v1/notifications/read", {
      method: "POST",
      keepalive: true,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ids: [id] }),
    }).catch(() => undefined);
  }
  return (
    <Link href={href} onClick={markRead} className={className}>
      {children}
    </Link>
  );
}
