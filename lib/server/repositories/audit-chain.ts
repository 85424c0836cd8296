/** The audit log as a chain of hashes, read as it is stored: for checking it. */
import { z } from "zod";
import type { Db, Tx } from "@/lib/server/db";

const link = z.object({
  position: z.string().nullable(),
  id: z.string(),
  at: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string(),
  organizationId: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  details: z.string(),
  hash: z.string(),
});
/** An entry in the very words that its hash was made of. */
export type ChainLink = z.infer<typeof link>;

const head = z.object({ position: z.string(), hash: z.string() });
/** Where the chain ends: the place and the hash of the newest entry. */
export type ChainHead = z.infer<typeof head>;

/** The entries behind a place in the chain, in its order. */
export async function readChain(db: Db | Tx, afterPosition: string, limit: number): Promise<ChainLink[]> {
  const rows = await db.$queryRaw`
    SELECT position::text, id::text, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at, actor_id AS "actorId",
      actor_name AS "actorName", organization_id AS "organizationId", action, subject, details::text AS details, hash
    FROM audit_entry WHERE position > ${BigInt(afterPosition)} ORDER BY audit_entry.position LIMIT ${limit}`;
  return z.array(link).parse(rows);
}

/** Undefined: somebody removed it. */
export async function readHead(db: Db | Tx): Promise<ChainHead | undefined> {
  const rows = await db.$queryRaw`SELECT position::text, hash FROM audit_head WHERE id = 1`;
  return z.array(head).parse(rows)[0];
}

/** Entries that are not in the chain: there are none, unless somebody put them in past its triggers. */
export async function countUnplaced(db: Db | Tx): Promise<number> {
  return db.auditEntry.count({ where: { position: null } });
}
