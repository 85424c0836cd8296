import { route } from "@/lib/http/route";
import { invitationBody } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { listInvitations } from "@/lib/server/repositories/users";
import { inviteMember } from "@/lib/server/services/invite-member";

export const GET = route({ action: "organization.manage" }, async ({ actor }) => ({
  invitations: await listInvitations(db, actor.organizationId),
}));

/** Invites an address, or sends its open invitation again. */
export const POST = route({ action: "organization.manage", body: invitationBody }, async ({ actor, body }) =>
  Response.json(await inviteMember(actor, body), { status: 201 }),
);
