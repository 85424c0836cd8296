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
  at: Date;
  actorName: string;
  actorId?: string;
  organizationId?: string;
  action: string;
  subject: string;
  details: Prisma.JsonValue;
}

export interface AuditFilter {
  /** Only entries older than this id: the next page. */
  beforeId?: string;
  /** Part of the action, the subject or the person's name, in any case. */
  search?: string;
  organizationId?: string;
  limit?: number;
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
export async function list(db: Db | Tx, filter: AuditFilter = {}): Promise<AuditRow[]> {
  const { beforeId, search, organizationId, limit = 50 } = filter;
  const contains = search ? { contains: search, mode: "insensitive" as const } : undefined;
  const rows = await db.auditEntry.findMany({
    where: {
      ...(beforeId && { id: { lt: BigInt(beforeId) } }),
      ...(organizationId && { organizationId }),
      ...(contains && { OR: [{ action: contains }, { subject: contains }, { actorName: contains }] }),
    },
    orderBy: { id: "desc" },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id.toString(),
    at: row.at,
    actorName: row.actorName,
    actorId: row.actorId ?? undefined,
    organizationId: row.organizationId ?? undefined,
    action: row.action,
    subject: row.subject,
    details: row.details,
  }));
}
