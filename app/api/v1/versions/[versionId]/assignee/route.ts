import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { assignmentBody } from "@/lib/review-contract";
import { assignReview } from "@/lib/server/services/assign-review";

const params = z.object({ versionId: uuid });

export const PUT = route({ action: "review.assign", params, body: assignmentBody }, async ({ actor, params, body }) => {
  await assignReview(actor, params.versionId, body);
  return undefined;
});
