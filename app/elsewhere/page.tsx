import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";

import { type SearchParams, textParams } from "@/app/text-params";
import { AuthShell } from "@/components/shell/auth-shell";
import { SwitchOrganization } from "@/components/shell/switch-organization";
import { buttonClass } from "@/components/ui/button-class";
import { safePath } from "@/lib/http/safe-path";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { membershipsOf } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Another organization" };

/** A link led to something of another organization of the same person: they are asked before they change over to it. */
export default async function ElsewherePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("account.read");
  const { organization, next } = await textParams(searchParams);
  const path = safePath(next);
  const memberships = await membershipsOf(db, actor.userId);
  const membership = memberships.find(({ organizationId }) => organizationId === organization);
  if (!membership) notFound();
  if (membership.organizationId === actor.organizationId) redirect(path);
  const { organizationId, organizationName } = membership;
  return (
    <AuthShell
      title={`This belongs to ${organizationName}`}
      description={`You are working for ${actor.organizationName} at the moment. Switch to ${organizationName} to open it.`}
    >
      <div className="flex flex-wrap gap-2">
        <SwitchOrganization organizationId={organizationId} path={path} className={buttonClass({ variant: "primary" })}>
          Switch and open
        </SwitchOrganization>
        <a href="/" className={buttonClass({})}>
          Stay with {actor.organizationName}
        </a>
      </div>
    </AuthShell>
  );
}
