import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { InvitationTable } from "@/components/people/invitation-table";
import { InviteForm } from "@/components/people/invite-form";
import { MemberTable } from "@/components/people/member-table";
import { NameForm } from "@/components/people/name-form";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { can } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { listInvitations, listMembers } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Members" };

export default async function OrganizationPage() {
  const actor = await requireActor("organization.read");
  const canManage = can(actor, "organization.manage");
  const { organizationId, organizationName, portalEnabled } = actor;
  const [members, invitations] = await Promise.all([
    listMembers(db, organizationId),
    canManage ? listInvitations(db, organizationId) : [],
  ]);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title={organizationName}
        description="Owners submit destinations and manage members; members build and test."
        badge={portalEnabled ? <Badge tone="success">Builds destinations</Badge> : <Badge>Customer</Badge>}
      />
      <div className="space-y-4">
        {!portalEnabled && actor.platformRole === "none" && (
          <Callout title="Building destinations is not enabled">
            {organizationName} can use every destination of the catalog. To build one, ask the platform's administrator
            to enable the portal for your organization.
          </Callout>
        )}
        <Card title="Members" isFlush>
          <MemberTable
            members={members}
            ownUserId={actor.userId}
            organizationName={organizationName}
            canManage={canManage}
          />
        </Card>
        {canManage && (
          <>
            <Card title="Invite somebody" description="They get a link by e-mail that is open for seven days.">
              <InviteForm />
            </Card>
            {invitations.length > 0 && (
              <Card title="Open invitations" isFlush>
                <InvitationTable invitations={invitations} />
              </Card>
            )}
            <Card title="Name">
              <NameForm
                url="/api/v1/organization"
                label="Organization's name"
                name={organizationName}
                minLength={2}
                maxLength={60}
                autoComplete="organization"
              />
            </Card>
          </>
        )}
      </div>
    </PortalPage>
  );
}
