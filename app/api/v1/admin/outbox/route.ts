import { outboxQuery } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listMessages } from "@/lib/server/repositories/outbox";

export const GET = route({ action: "admin.outbox", query: outboxQuery }, async ({ query: { page, ...filter } }) =>
  listMessages(db, filter, { page }),
);
