import { publicRoute, route } from "@/lib/http/route";
import { assertSession } from "@/lib/http/session";
import { organizationBody } from "@/lib/people-contract";
import { can } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { listInvitations, listMembers } from "@/lib/server/repositories/users";
import { createOrganization } from "@/lib/server/services/create-organization";
import { renameOrganization } from "@/lib/server/services/rename-organization";

/** The active organization with its people; open invitations for its owners only. */
export const GET = route({ action: "organization.read" }, async ({ actor }) => ({
  id: actor.organizationId,
  name: actor.organizationName,
  portalEnabled: actor.portalEnabled,
  role: actor.organizationRole,
  members: await listMembers(db, actor.organizationId),
  invitations: can(actor, "organization.manage") ? await listInvitations(db, actor.organizationId) : [],
}));

/** For somebody who belongs to no organization yet. */
export const POST = publicRoute({ body: organizationBody }, async ({ request, body }) =>
  Response.json(await createOrganization(await assertSession(request.headers), body.name), { status: 201 }),
);

export const PATCH = route({ action: "organization.manage", body: organizationBody }, ({ actor, body }) =>
  renameOrganization(actor, body.name),
);
