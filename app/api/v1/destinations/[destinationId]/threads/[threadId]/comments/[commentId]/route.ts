import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { editCommentBody } from "@/lib/review-contract";
import { editComment } from "@/lib/server/services/comment-on-version";

const params = z.object({ destinationId: uuid, threadId: uuid, commentId: uuid });

export const PATCH = route(
  { action: "destination.comment", params, body: editCommentBody },
  async ({ actor, params, body }) => {
    const { threadId, commentId, ...place } = params;
    return editComment(actor, { side: "partner", ...place }, { threadId, commentId }, body.text);
  },
);
