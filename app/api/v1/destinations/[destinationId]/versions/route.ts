import { z } from "zod";
import { submitBody, uuid } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import { listVersions } from "@/lib/server/repositories/versions";
import { submitForReview } from "@/lib/server/services/freeze-version";

const params = z.object({ destinationId: uuid });

export const GET = route({ action: "destination.read", params }, async ({ actor, params }) => {
  const destination = await findDestination(db, actor.organizationId, params.destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  return { versions: await listVersions(db, actor.organizationId, params.destinationId) };
});

export const POST = route({ action: "destination.submit", params, body: submitBody }, async ({ actor, params, body }) =>
  Response.json(await submitForReview(actor, params.destinationId, body), { status: 201 }),
);
