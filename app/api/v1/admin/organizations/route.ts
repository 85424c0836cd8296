import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listOrganizations } from "@/lib/server/repositories/users";

export const GET = route({ action: "admin.organizations" }, async () => ({
  organizations: await listOrganizations(db),
}));
