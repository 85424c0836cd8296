import { z } from "zod";
import { route } from "@/lib/http/route";
import { uuidParam } from "@/lib/people-contract";
import { openMessage } from "@/lib/server/services/open-message";

/** What a message says that holds a personal link. Each opening is written down. */
export const POST = route(
  { action: "admin.outbox", params: z.object({ messageId: uuidParam }) },
  async ({ actor, params }) => openMessage(actor, params.messageId),
);
