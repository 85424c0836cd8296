import { z } from "zod";
import { decisionBody, uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { decideReview } from "@/lib/server/services/decide-review";

const params = z.object({ versionId: uuid });

export const POST = route({ action: "review.decide", params, body: decisionBody }, async ({ actor, params, body }) => {
  await decideReview(actor, params.versionId, body);
  return undefined;
});
