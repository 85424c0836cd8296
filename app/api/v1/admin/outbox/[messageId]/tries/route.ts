import { z } from "zod";
import { route } from "@/lib/http/route";
import { uuidParam } from "@/lib/people-contract";
import { retryMail } from "@/lib/server/services/retry-mail";

/** Has the message sent now. */
export const POST = route(
  { action: "admin.outbox", params: z.object({ messageId: uuidParam }) },
  async ({ actor, params }) => {
    await retryMail(actor, params.messageId);
    return undefined;
  },
);
