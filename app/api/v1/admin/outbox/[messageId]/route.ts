import { z } from "zod";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { uuidParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { findMessage, holdsPersonalLink } from "@/lib/server/repositories/outbox";

/** A message; without its content where that holds a link that acts for its recipient: see `openings`. */
export const GET = route({ action: "admin.outbox", params: z.object({ messageId: uuidParam }) }, async ({ params }) => {
  const message = await findMessage(db, params.messageId);
  if (!message) throw new AppError("not_found", "There is no such message.");
  return holdsPersonalLink(message) ? { ...message, text: null, html: null } : message;
});
