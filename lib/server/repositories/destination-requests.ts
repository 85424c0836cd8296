/** Destinations that people looked for in the catalog and did not find. */
import "server-only";
import { parseRequestStatus, type RequestStatus } from "@/lib/request-status";
import type { Db, Tx } from "@/lib/server/db";
import { escapeLike } from "./escape-like";

/** What this person has asked for already under this name, whatever the case. */
export function findDestinationRequest(
  db: Db | Tx,
  { organizationId, userId, name }: { organizationId: string; userId: string; name: string },
) {
  return db.destinationRequest.findFirst({
    where: { organizationId, userId, name: { equals: escapeLike(name), mode: "insensitive" } },
    select: { id: true, note: true, createdAt: true },
  });
}

/** When a person made the request that is so many before their next one; undefined where they have made fewer. */
export async function nthLastRequestAt(
  db: Db | Tx,
  { organizationId, userId, nth }: { organizationId: string; userId: string; nth: number },
): Promise<Date | undefined> {
  const row = await db.destinationRequest.findFirst({
    where: { organizationId, userId },
    orderBy: { createdAt: "desc" },
    skip: nth - 1,
    select: { createdAt: true },
  });
  return row?.createdAt;
}

export function createDestinationRequest(
  tx: Tx,
  data: { organizationId: string; userId: string; name: string; note: string },
) {
  return tx.destinationRequest.create({ data, select: { id: true } });
}

/** Says more about what was asked for before. */
export async function updateDestinationRequestNote(
  tx: Tx,
  { organizationId, id }: { organizationId: string; id: string },
  note: string,
): Promise<void> {
  await tx.destinationRequest.updateMany({ where: { id, organizationId }, data: { note } });
}

/** Requests of all organizations, for the platform's administrators: newest first, with how many there are in all. */
export async function listDestinationRequests(
  db: Db | Tx,
  { search, status }: { search?: string; status?: RequestStatus } = {},
  { page = 1, pageSize = 50 }: { page?: number; pageSize?: number } = {},
) {
  const where = {
    ...(status && { status }),
    ...(search && { name: { contains: search, mode: "insensitive" as const } }),
  };
  const [total, rows] = await Promise.all([
    db.destinationRequest.count({ where }),
    db.destinationRequest.findMany({
      where,
      include: { organization: { select: { id: true, name: true } } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  const users = await db.user.findMany({
    where: { id: { in: rows.map(({ userId }) => userId) } },
    select: { id: true, name: true, email: true },
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  const requests = rows.map(({ userId, ...row }) => ({
    ...row,
    status: parseRequestStatus(row.status),
    asker: byId.get(userId),
  }));
  return { total, requests };
}

/** A request that nobody else answers until the transaction ends; undefined: there is none of this ID. */
export async function lockDestinationRequest(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT id FROM destination_request WHERE id = ${id}::uuid FOR UPDATE`;
  return (await tx.destinationRequest.findUnique({ where: { id } })) ?? undefined;
}

export async function saveRequestAnswer(
  tx: Tx,
  id: string,
  data: { status: RequestStatus; answer: string; answeredAt: Date },
): Promise<void> {
  await tx.destinationRequest.updateMany({ where: { id }, data });
}
