import { z } from "zod";
import { copyDestinationBody, uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { copyDestination } from "@/lib/server/services/copy-destination";

const params = z.object({ destinationId: uuid });

export const POST = route(
  { action: "destination.write", params, body: copyDestinationBody },
  async ({ actor, params, body }) =>
    Response.json(await copyDestination(actor, params.destinationId, body), { status: 201 }),
);
