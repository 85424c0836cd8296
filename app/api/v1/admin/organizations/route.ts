import { listQuery } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listOrganizations } from "@/lib/server/repositories/organizations";

export const GET = route({ action: "admin.organizations", query: listQuery }, async ({ query: { search, page } }) =>
  listOrganizations(db, { search }, { page }),
);
