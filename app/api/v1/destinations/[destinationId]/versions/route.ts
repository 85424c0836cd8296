import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { readVersions } from "@/lib/server/services/read-versions";
import { submitForReview } from "@/lib/server/services/submit-version";
import { submissionBody } from "@/lib/submission-contract";

const params = z.object({ destinationId: uuid });

export const GET = route({ action: "destination.read", params }, async ({ actor, params }) => ({
  versions: await readVersions(actor, params.destinationId),
}));

export const POST = route(
  { action: "destination.submit", params, body: submissionBody },
  async ({ actor, params, body }) =>
    Response.json(await submitForReview(actor, params.destinationId, body), { status: 201 }),
);
