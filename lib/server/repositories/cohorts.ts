/** Cohorts of a project and their members. Every query names the organization (T5). */
import type { Cohort, MembersQuery } from "@/lib/cohort-contract";
import { isLosslessNumber, type JsonValue, parseJson } from "@/lib/destination/json";
import type { Db, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/generated/prisma/client";

interface CohortRow {
  id: string;
  projectId: string;
  name: string;
  memberCount: number;
  properties: Prisma.JsonValue;
  createdAt: Date;
  loadedAt: Date;
}

/** By name. */
export async function listCohorts(db: Db | Tx, organizationId: string, projectId: string): Promise<Cohort[]> {
  const rows = await db.cohort.findMany({ where: { organizationId, projectId }, orderBy: { name: "asc" } });
  return rows.map(cohortOf);
}

/** Undefined for another organization's, and for one of another project. */
export async function findCohort(
  db: Db | Tx,
  organizationId: string,
  projectId: string,
  cohortId: string,
): Promise<Cohort | undefined> {
  const row = await db.cohort.findFirst({ where: { id: cohortId, projectId, organizationId } });
  return row ? cohortOf(row) : undefined;
}

/** The project of a cohort that is known by its ID alone; undefined for another organization's. */
export async function findCohortProject(
  db: Db | Tx,
  organizationId: string,
  cohortId: string,
): Promise<string | undefined> {
  const row = await db.cohort.findFirst({ where: { id: cohortId, organizationId }, select: { projectId: true } });
  return row?.projectId;
}

/** What `findCohort` finds, held until the transaction ends, so that two changes of one cohort come one after the other. */
export async function lockCohort(tx: Tx, organizationId: string, projectId: string, cohortId: string) {
  await tx.$queryRaw`
    SELECT id FROM cohort WHERE id = ${cohortId}::uuid AND organization_id = ${organizationId} FOR UPDATE`;
  return findCohort(tx, organizationId, projectId, cohortId);
}

export async function countCohorts(tx: Tx, organizationId: string, projectId: string): Promise<number> {
  return tx.cohort.count({ where: { organizationId, projectId } });
}

export async function isCohortNameTaken(
  tx: Tx,
  organizationId: string,
  projectId: string,
  name: string,
  exceptId?: string,
): Promise<boolean> {
  const where = { organizationId, projectId, name, ...(exceptId && { id: { not: exceptId } }) };
  return (await tx.cohort.count({ where })) > 0;
}

/** A cohort without members. It was never loaded as long as both of its dates are the same. */
export async function insertCohort(
  tx: Tx,
  cohort: { organizationId: string; projectId: string; name: string; createdById: string },
): Promise<string> {
  const now = new Date();
  return (await tx.cohort.create({ data: { ...cohort, createdAt: now, loadedAt: now } })).id;
}

export async function updateCohort(
  tx: Tx,
  organizationId: string,
  cohortId: string,
  data: { name?: string; memberCount?: number; properties?: string[]; loadedAt?: Date },
): Promise<void> {
  await tx.cohort.updateMany({ where: { id: cohortId, organizationId }, data });
}

/** With its members. */
export async function deleteCohort(tx: Tx, organizationId: string, cohortId: string): Promise<void> {
  await tx.cohort.deleteMany({ where: { id: cohortId, organizationId } });
}

function cohortOf(row: CohortRow): Cohort {
  const { id, projectId, name, memberCount, createdAt, loadedAt } = row;
  return {
    id,
    projectId,
    name,
    memberCount,
    properties: Array.isArray(row.properties) ? row.properties.map(String) : [],
    createdAt: createdAt.toISOString(),
    loadedAt: loadedAt.getTime() === createdAt.getTime() ? null : loadedAt.toISOString(),
  };
}

// ------------------------------------------------------------------ members

/** A member as a request needs it: numbers keep every digit. */
export interface StoredMember {
  id: string;
  properties: { [name: string]: JsonValue | undefined };
}

interface MemberRecord {
  id: string;
  properties: string;
}

/** Nothing sorts after it, so that it bounds what begins with a prefix. */
const lastCharacter = "\u{10ffff}";

/**
 * Members of a cohort in the order of their IDs, byte by byte: those after `after` whose IDs begin with `prefix`. The
 * cohort must be known to be the organization's. At most `limit`, and one more when there are more.
 */
export async function listMembers(
  db: Db | Tx,
  cohortId: string,
  { after, prefix, limit }: Pick<MembersQuery, "after" | "prefix" | "limit">,
): Promise<StoredMember[]> {
  const rows = await db.$queryRaw<MemberRecord[]>`
    SELECT member_id AS id, properties::text AS properties FROM cohort_member
    WHERE cohort_id = ${cohortId}::uuid AND member_id > ${after} AND member_id >= ${prefix}
      AND member_id < ${prefix + lastCharacter}
    ORDER BY member_id LIMIT ${limit + 1}`;
  return rows.map(memberOf);
}

/** Any `limit` members of a cohort, others each time. Reads the IDs of all, and the properties of those it takes. */
export async function pickMembers(
  db: Db | Tx,
  cohort: Pick<Cohort, "id" | "memberCount">,
  limit: number,
): Promise<StoredMember[]> {
  // Of so many that too few are next to impossible, and the sort stays small.
  const share = (limit * 2 + 100) / Math.max(1, cohort.memberCount);
  const rows = await db.$queryRaw<MemberRecord[]>`
    SELECT member_id AS id, properties::text AS properties FROM cohort_member
    WHERE cohort_id = ${cohort.id}::uuid AND member_id IN (
      SELECT member_id FROM cohort_member WHERE cohort_id = ${cohort.id}::uuid AND random() < ${share}
      ORDER BY random() LIMIT ${limit})
    ORDER BY random()`;
  return rows.map(memberOf);
}

function memberOf({ id, properties }: MemberRecord): StoredMember {
  const value = parseJson(properties);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
  return { id, properties: isObject ? value : {} };
}
