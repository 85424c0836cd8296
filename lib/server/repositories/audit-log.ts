/** Append-only: who did what to which row, and what they said (T15). */
import type { Db, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/generated/prisma/client";

/** Whoever an entry is about; an `Actor` is one. Without a `userId` it was the platform itself. */
export interface AuditActor {
  userId?: string;
  name: string;
  organizationId?: string;
}

export interface AuditRow {
  id: string;
  /** Its place in the chain. */
  position: string;
  at: Date;
  actorName: string;
  actorId?: string;
  organizationId?: string;
  action: string;
  subject: string;
  details: Prisma.JsonValue;
  hash: string;
}

export interface AuditFilter {
  /** Part of the person's name in any case, or their ID. */
  actor?: string;
  /** The beginning of the action, or all of it. */
  action?: string;
  organization?: string;
  subject?: string;
  /** First and last day in UTC, as in 2026-05-04, both included. */
  from?: string;
  until?: string;
}

/**
 * Writes one entry, in the transaction of the change it describes, so that neither exists without the other.
 * `action` is `noun.past_tense`, `subject` the id of the row that changed. Never put a secret into `details`.
 */
export async function record(
  tx: Tx,
  actor: AuditActor,
  action: string,
  subject: string,
  details: Prisma.InputJsonObject = {},
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      actorId: actor.userId,
      actorName: actor.name,
      organizationId: actor.organizationId,
      action,
      subject,
      details,
    },
  });
}

/** Newest first. For administrators: the only reader that is not bound to one organization. */
export async function list(
  db: Db | Tx,
  filter: AuditFilter = {},
  { before, limit = 50 }: { before?: string; limit?: number } = {},
): Promise<AuditRow[]> {
  const rows = await db.auditEntry.findMany({
    where: { ...whereOf(filter), ...(before && { id: { lt: BigInt(before) } }) },
    orderBy: { id: "desc" },
    take: limit,
  });
  return rows.map(toRow);
}

export async function find(db: Db | Tx, id: string): Promise<AuditRow | undefined> {
  const row = await db.auditEntry.findUnique({ where: { id: BigInt(id) } });
  return row ? toRow(row) : undefined;
}

/** Everything that matches, newest first, read as it is asked for: a log of any length fits into memory. */
export async function* readAll(db: Db | Tx, filter: AuditFilter, batchSize = 1_000): AsyncGenerator<AuditRow[]> {
  let before: string | undefined;
  for (;;) {
    const rows = await list(db, filter, { before, limit: batchSize });
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) return;
    before = rows.at(-1)?.id;
  }
}

/** Every action that was ever written, in order. */
export async function listActions(db: Db | Tx): Promise<string[]> {
  const rows = await db.auditEntry.findMany({
    distinct: ["action"],
    select: { action: true },
    orderBy: { action: "asc" },
  });
  return rows.map(({ action }) => action);
}

function whereOf({ actor, action, organization, subject, from, until }: AuditFilter): Prisma.AuditEntryWhereInput {
  const at = { ...(from && { gte: new Date(from) }), ...(until && { lt: dayAfter(until) }) };
  return {
    ...(actor && { OR: [{ actorId: actor }, { actorName: { contains: actor, mode: "insensitive" } }] }),
    ...(action && { action: { startsWith: action } }),
    ...(organization && { organizationId: organization }),
    ...(subject && { subject }),
    ...((from || until) && { at }),
  };
}

function dayAfter(day: string): Date {
  const next = new Date(day);
  next.setUTCDate(next.getUTCDate() + 1);
  return next;
}

function toRow(row: Prisma.AuditEntryGetPayload<object>): AuditRow {
  return {
    id: row.id.toString(),
    position: row.position?.toString() ?? "",
    at: row.at,
    actorName: row.actorName,
    actorId: row.actorId ?? undefined,
    organizationId: row.organizationId ?? undefined,
    action: row.action,
    subject: row.subject,
    details: row.details,
    hash: row.hash,
  };
}
