import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { replyBody } from "@/lib/review-contract";
import { replyToThread } from "@/lib/server/services/comment-on-version";

const params = z.object({ destinationId: uuid, threadId: uuid });

export const POST = route(
  { action: "destination.comment", params, body: replyBody },
  async ({ actor, params, body }) => {
    const { threadId, ...place } = params;
    return replyToThread(actor, { side: "partner", ...place }, threadId, body);
  },
);
