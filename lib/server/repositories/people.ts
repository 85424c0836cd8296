/** Everybody who has an account, for the platform's administrators. */
import "server-only";
import type { PlatformRole } from "@/lib/policy";
import type { Db, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/generated/prisma/client";
import { parsePlatformRole } from "./users";

export interface PeopleFilter {
  /** Part of the name or the address, in any case. */
  search?: string;
  role?: PlatformRole;
}

/** By name, one page, with how many there are in all. */
export async function listPeople(
  db: Db | Tx,
  { search, role }: PeopleFilter = {},
  { page = 1, pageSize = 50 }: { page?: number; pageSize?: number } = {},
) {
  const contains = search ? { contains: search, mode: "insensitive" as const } : undefined;
  const where: Prisma.UserWhereInput = {
    ...(role && { platformRole: role }),
    ...(contains && { OR: [{ name: contains }, { email: contains }] }),
  };
  const [total, rows] = await Promise.all([
    db.user.count({ where }),
    db.user.findMany({
      where,
      select: {
        id: true,
        name: true,
        email: true,
        emailVerified: true,
        platformRole: true,
        createdAt: true,
        members: { select: { organization: { select: { id: true, name: true } } }, orderBy: { createdAt: "asc" } },
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  const people = rows.map(({ members, ...row }) => ({
    ...row,
    platformRole: parsePlatformRole(row.platformRole),
    organizations: members.map(({ organization }) => organization),
  }));
  return { total, people };
}

/** Holds everybody who administers the platform, so that two who demote each other at once can't leave it without one. */
export async function lockAdministrators(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "user" WHERE platform_role = 'admin' ORDER BY id FOR UPDATE`;
  return rows.length;
}
