import { requestsQuery } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listDestinationRequests } from "@/lib/server/repositories/destination-requests";

export const GET = route({ action: "admin.settings", query: requestsQuery }, async ({ query: { page, ...filter } }) =>
  listDestinationRequests(db, filter, { page }),
);
