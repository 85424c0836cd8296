import { z } from "zod";
import { requestAnswerBody } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { uuidParam } from "@/lib/people-contract";
import { answerRequest } from "@/lib/server/services/answer-request";

export const PATCH = route(
  { action: "admin.settings", params: z.object({ requestId: uuidParam }), body: requestAnswerBody },
  async ({ actor, params, body }) => {
    await answerRequest(actor, params.requestId, body);
    return undefined;
  },
);
