import { peopleQuery } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listPeople } from "@/lib/server/repositories/people";

export const GET = route({ action: "admin.members", query: peopleQuery }, async ({ query: { page, ...filter } }) =>
  listPeople(db, filter, { page }),
);
