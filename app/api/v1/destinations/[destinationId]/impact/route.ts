import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { readDraftImpact } from "@/lib/server/services/version-impact";

const params = z.object({ destinationId: uuid });

export const GET = route({ action: "destination.read", params }, async ({ actor, params }) =>
  Response.json(await readDraftImpact(actor, params.destinationId)),
);
