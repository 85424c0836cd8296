import { z } from "zod";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { idParam, portalBody } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { findOrganization } from "@/lib/server/repositories/organizations";
import { enablePortal } from "@/lib/server/services/enable-portal";

const params = z.object({ organizationId: idParam });

export const GET = route({ action: "admin.organizations", params }, async ({ params }) => {
  const organization = await findOrganization(db, params.organizationId);
  if (!organization) throw new AppError("not_found", "There is no such organization.");
  return organization;
});

export const PATCH = route(
  { action: "admin.organizations", params, body: portalBody },
  async ({ actor, params, body }) => {
    await enablePortal(actor, params.organizationId, body.portalEnabled);
    return undefined;
  },
);
