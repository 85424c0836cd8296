import { z } from "zod";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listMessages } from "@/lib/server/repositories/outbox";

export const GET = route(
  { action: "admin.outbox", query: z.object({ search: z.string().max(200).optional() }) },
  async ({ query }) => ({ messages: await listMessages(db, query) }),
);
