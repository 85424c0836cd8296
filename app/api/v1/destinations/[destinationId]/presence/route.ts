import { z } from "zod";
import { presenceBody, uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { sayPresent } from "@/lib/server/services/say-present";

const params = z.object({ destinationId: uuid });

export const POST = route({ action: "destination.read", params, body: presenceBody }, async ({ actor, params, body }) =>
  sayPresent(actor, params.destinationId, body),
);
