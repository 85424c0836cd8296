import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { releaseInternally } from "@/lib/server/services/release-internally";
import { releaseBody } from "@/lib/submission-contract";

const params = z.object({ destinationId: uuid });

export const POST = route(
  { action: "destination.release", params, body: releaseBody },
  async ({ actor, params, body }) =>
    Response.json(await releaseInternally(actor, params.destinationId, body), { status: 201 }),
);
