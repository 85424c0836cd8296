import { z } from "zod";
import { route } from "@/lib/http/route";
import { idParam, portalBody } from "@/lib/people-contract";
import { enablePortal } from "@/lib/server/services/enable-portal";

export const PATCH = route(
  { action: "admin.organizations", params: z.object({ organizationId: idParam }), body: portalBody },
  async ({ actor, params, body }) => {
    await enablePortal(actor, params.organizationId, body.portalEnabled);
    return undefined;
  },
);
