import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { countUnread } from "@/lib/server/repositories/notifications";
import { membershipsOf } from "@/lib/server/repositories/users";

/** A page of a signed-in person: the shell with their organizations and what they have not read yet. */
export async function PortalPage({ actor, isWide, children }: { actor: Actor; isWide?: boolean; children: ReactNode }) {
  const [memberships, unreadCount] = await Promise.all([
    membershipsOf(db, actor.userId),
    countUnread(db, actor.userId),
  ]);
  const organizations = memberships.map(({ organizationId, organizationName }) => ({
    id: organizationId,
    name: organizationName,
  }));
  return (
    <AppShell actor={actor} organizations={organizations} unreadCount={unreadCount} isWide={isWide}>
      {children}
    </AppShell>
  );
}
