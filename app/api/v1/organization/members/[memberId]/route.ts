import { z } from "zod";
import { route } from "@/lib/http/route";
import { idParam, memberRoleBody } from "@/lib/people-contract";
import { changeMemberRole } from "@/lib/server/services/change-member-role";
import { removeMember } from "@/lib/server/services/remove-member";

const params = z.object({ memberId: idParam });

export const PATCH = route(
  { action: "organization.manage", params, body: memberRoleBody },
  async ({ actor, params, body }) => {
    await changeMemberRole(actor, params.memberId, body.role);
    return undefined;
  },
);

/** An owner removes anybody; everybody may remove themselves, which is leaving. The use case tells them apart. */
export const DELETE = route({ action: "organization.read", params }, async ({ actor, params }) => {
  await removeMember(actor, params.memberId);
  return undefined;
});
