import { z } from "zod";
import { platformRoleBody } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { idParam } from "@/lib/people-contract";
import { changePlatformRole } from "@/lib/server/services/change-platform-role";

export const PATCH = route(
  { action: "admin.members", params: z.object({ userId: idParam }), body: platformRoleBody },
  async ({ actor, params, body }) => {
    await changePlatformRole(actor, params.userId, body.platformRole);
    return undefined;
  },
);
