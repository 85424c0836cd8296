import { auditQuery } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { list } from "@/lib/server/repositories/audit-log";

/** Newest first, fifty at a time; `before` continues below the last one. */
export const GET = route({ action: "admin.audit", query: auditQuery }, async ({ query: { before, ...filter } }) => ({
  entries: await list(db, filter, { before }),
}));
