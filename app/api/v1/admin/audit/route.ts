import { z } from "zod";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { list } from "@/lib/server/repositories/audit-log";

const query = z.object({
  search: z.string().max(200).optional(),
  beforeId: z
    .string()
    .regex(/^\d{1,18}$/, "Use the id of an entry.")
    .optional(),
  organizationId: z.string().max(64).optional(),
});

/** Newest first, fifty at a time; `beforeId` continues below the last one. */
export const GET = route({ action: "admin.audit", query }, async ({ query }) => ({ entries: await list(db, query) }));
