"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { send } from "@/lib/client/send";

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
    void send("POST", "/api/v1/notifications/read", { ids: [id] }, { keepalive: true });
  }
  return (
    <Link href={href} onClick={markRead} className={className}>
      {children}
    </Link>
  );
}
