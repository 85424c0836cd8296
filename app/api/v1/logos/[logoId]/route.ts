import { z } from "zod";
import { uuid } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { can } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { readLogo } from "@/lib/server/repositories/connection-infos";

const params = z.object({ logoId: uuid });

export const GET = route({ action: "catalog.read", params }, async ({ actor, params }) => {
  const viewer = { organizationId: actor.organizationId, isStaff: can(actor, "review.read") };
  const logo = await readLogo(db, viewer, params.logoId);
  if (!logo) throw new AppError("not_found", "There is no such logo.");
  return new Response(new Uint8Array(logo.png), {
    // A logo never changes under its ID, but who may see it does: so it is kept privately.
    headers: { "content-type": "image/png", "cache-control": "private, max-age=86400, immutable" },
  });
});
