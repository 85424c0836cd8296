import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { threadStatusBody } from "@/lib/review-contract";
import { setThreadStatus } from "@/lib/server/services/resolve-thread";

const params = z.object({ destinationId: uuid, threadId: uuid });

export const PATCH = route(
  { action: "destination.comment", params, body: threadStatusBody },
  async ({ actor, params, body }) => {
    const { threadId, ...place } = params;
    return setThreadStatus(actor, { side: "partner", ...place }, threadId, body.status);
  },
);
