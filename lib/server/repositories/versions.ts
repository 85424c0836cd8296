/** Frozen versions: what is reviewed, decided and shown in the catalog. */
import "server-only";
import { z } from "zod";
import type { EvidenceItem, FrozenConnectionInfo, FrozenFinding } from "@/lib/contract";
import { evidenceItem, frozenConnectionInfo, frozenFinding } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { type VersionStatus, versionStatuses } from "@/lib/destination/lifecycle";
import { parseDefinition } from "@/lib/destination/upgrade";
import type { Db, Tx } from "@/lib/server/db";
import { fromJsonColumn, toJsonColumn } from "./json-column";

/** Who may install a version: every customer, or its own organization only. */
export type VersionAudience = "catalog" | "organization";

const withDestination = {
  destination: { select: { id: true, organization: { select: { id: true, name: true } } } },
} as const;

interface VersionRecord {
  status: string;
  definition: unknown;
  connectionInfo: unknown;
  findings: unknown;
  evidence: unknown;
}

/** What JSONB holds passes its schema on the way out, like everything that enters. */
function parseVersion<Row extends VersionRecord>({
  status,
  definition,
  connectionInfo,
  findings,
  evidence,
  ...row
}: Row) {
  return {
    ...row,
    status: z.enum(versionStatuses).parse(status),
    definition: parseDefinition(fromJsonColumn(definition)),
    connectionInfo: frozenConnectionInfo.parse(fromJsonColumn(connectionInfo)),
    findings: z.array(frozenFinding).parse(fromJsonColumn(findings)),
    evidence: z.array(evidenceItem).parse(fromJsonColumn(evidence)),
  };
}

/** For reviewers: any organization's version. */
export async function findVersion(db: Db | Tx, id: string) {
  const row = await db.destinationVersion.findUnique({ where: { id }, include: withDestination });
  return row ? parseVersion(row) : undefined;
}
export type VersionRow = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** For partners: their own. */
export async function findOwnVersion(db: Db | Tx, organizationId: string, id: string) {
  const row = await db.destinationVersion.findFirst({ where: { id, organizationId }, include: withDestination });
  return row ? parseVersion(row) : undefined;
}

/** One destination's versions, newest first: all that the history of versions says but what was frozen. */
export async function listVersions(db: Db | Tx, organizationId: string, destinationId: string) {
  return db.destinationVersion.findMany({
    where: { destinationId, organizationId },
    select: {
      id: true,
      number: true,
      status: true,
      audience: true,
      releaseNote: true,
      contact: true,
      submittedById: true,
      submittedAt: true,
      decidedById: true,
      decidedAt: true,
      decision: true,
      decisionNote: true,
      deprecatedAt: true,
      deprecatedById: true,
      deprecationNote: true,
      vault: { select: { expiresAt: true } },
      _count: { select: { installations: true } },
    },
    orderBy: { submittedAt: "desc" },
  });
}

export async function createVersion(
  tx: Tx,
  data: {
    destinationId: string;
    organizationId: string;
    number: string;
    status: VersionStatus;
    audience?: VersionAudience;
    releaseNote: string;
    contact?: string;
    definition: DestinationDefinition;
    connectionInfo: FrozenConnectionInfo;
    contentHash: string;
    findings: FrozenFinding[];
    evidence: EvidenceItem[];
    submittedById: string;
    submittedAt: Date;
  },
) {
  const columns = {
    definition: toJsonColumn(data.definition),
    connectionInfo: toJsonColumn(data.connectionInfo),
    findings: toJsonColumn(data.findings),
    evidence: toJsonColumn(data.evidence),
  };
  return tx.destinationVersion.create({ data: { ...data, ...columns }, select: { id: true, number: true } });
}

/** Every number that a destination has used, whatever became of it. */
export async function listVersionNumbers(db: Db | Tx, destinationId: string): Promise<string[]> {
  const rows = await db.destinationVersion.findMany({ where: { destinationId }, select: { number: true } });
  return rows.map(({ number }) => number);
}

/**
 * Until the transaction ends nobody else freezes, decides, withdraws or deprecates a version of this destination. Every
 * service that does takes this lock before it looks, so that what it sees is what it changes.
 */
export async function lockDestination(tx: Tx, destinationId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM destination WHERE id = ${destinationId}::uuid FOR NO KEY UPDATE`;
}

/**
 * A version, for whoever is about to move it: its destination is locked first, so that the status it has here is the one
 * that it has when it is moved. Undefined: there is none, or it isn't `organizationId`'s where one is given.
 */
export async function lockVersion(
  tx: Tx,
  id: string,
  owner: { organizationId?: string } = {},
): Promise<VersionRow | undefined> {
  const found = await tx.destinationVersion.findFirst({ where: { id, ...owner }, select: { destinationId: true } });
  if (!found) return undefined;
  await lockDestination(tx, found.destinationId);
  return findVersion(tx, id);
}

export function findVersionInReview(db: Db | Tx, destinationId: string) {
  return db.destinationVersion.findFirst({
    where: { destinationId, status: "in_review" },
    select: { id: true, number: true },
  });
}

/** The newest submission of a destination, whatever became of it; internal releases are none. */
export async function findNewestSubmission(db: Db | Tx, destinationId: string) {
  const row = await db.destinationVersion.findFirst({
    where: { destinationId, audience: "catalog" },
    orderBy: { submittedAt: "desc" },
    select: { id: true, number: true, status: true },
  });
  return row ? { ...row, status: z.enum(versionStatuses).parse(row.status) } : undefined;
}

interface Move {
  from: VersionStatus;
  to: VersionStatus;
  /** Who decided what, and why; absent where a decision that stands is not touched. */
  decision?: { decidedById: string; decidedAt: Date; decision: string; note: string };
}

/** Moves a version on if it still has the status it is expected to have: of two movers, one wins. */
export async function moveVersion(tx: Tx, id: string, { from, to, decision }: Move): Promise<boolean> {
  const { note: decisionNote, ...decided } = decision ?? { note: "" };
  const { count } = await tx.destinationVersion.updateMany({
    where: { id, status: from },
    data: { status: to, ...(decision && { ...decided, decisionNote }) },
  });
  return count === 1;
}

/** Ends a version for new installations, with what customers are told. False: it isn't `from` any more. */
export async function deprecateVersion(
  tx: Tx,
  id: string,
  { from, note, byId, now }: { from: VersionStatus; note: string; byId: string; now: Date },
): Promise<boolean> {
  const { count } = await tx.destinationVersion.updateMany({
    where: { id, status: from },
    data: { status: "deprecated", deprecatedAt: now, deprecatedById: byId, deprecationNote: note },
  });
  return count === 1;
}

/** A newer version takes the place of those with this status; `exceptId` is the newer one. Returns what it replaced. */
export async function supersede(
  tx: Tx,
  destinationId: string,
  { from, exceptId }: { from: "approved" | "released" | "changes_requested"; exceptId?: string },
) {
  return tx.destinationVersion.updateManyAndReturn({
    where: { destinationId, status: from, ...(exceptId && { id: { not: exceptId } }) },
    data: { status: "superseded" },
    select: { id: true, number: true },
  });
}

/** Gives an open submission to a reviewer, or to nobody. False: it isn't in review. */
export async function assignVersion(tx: Tx, id: string, assigneeId: string | null): Promise<boolean> {
  const { count } = await tx.destinationVersion.updateMany({
    where: { id, status: "in_review" },
    data: { assigneeId },
  });
  return count === 1;
}

const installable = z.array(z.object({ id: z.string(), destinationId: z.string(), number: z.string() }));

/**
 * A version that this organization may install: one of the catalog, or its own internal release. Until the transaction
 * ends it can neither be deprecated nor superseded. Undefined: there is no such version, or it takes no new installations.
 */
export async function lockInstallable(tx: Tx, organizationId: string, versionId: string) {
  const rows = await tx.$queryRaw`
    SELECT id, destination_id AS "destinationId", number FROM destination_version
    WHERE id = ${versionId}::uuid
      AND (status = 'approved' OR (status = 'released' AND organization_id = ${organizationId}))
    FOR SHARE`;
  return installable.parse(rows)[0];
}

/** The own organization's internal releases: the newest of each destination is the one that takes installations. */
export async function listReleases(db: Db | Tx, organizationId: string) {
  const rows = await db.destinationVersion.findMany({
    where: { status: "released", audience: "organization", organizationId },
    select: {
      id: true,
      number: true,
      destinationId: true,
      connectionInfo: true,
      submittedAt: true,
      destination: { select: { kind: true } },
    },
    orderBy: { submittedAt: "desc" },
  });
  return rows.map((row) => ({
    ...row,
    connectionInfo: frozenConnectionInfo.parse(fromJsonColumn(row.connectionInfo)),
  }));
}

/** The newest approved version of every destination: what customers see as tiles. */
export async function listCatalog(db: Db | Tx) {
  const rows = await db.destinationVersion.findMany({
    where: { status: "approved", audience: "catalog" },
    distinct: ["destinationId"],
    orderBy: [{ destinationId: "asc" }, { decidedAt: "desc" }],
    select: {
      id: true,
      number: true,
      destinationId: true,
      connectionInfo: true,
      decidedAt: true,
      destination: { select: { kind: true } },
    },
  });
  return rows
    .map((row) => ({ ...row, connectionInfo: frozenConnectionInfo.parse(fromJsonColumn(row.connectionInfo)) }))
    .sort((a, b) => a.connectionInfo.displayName.localeCompare(b.connectionInfo.displayName));
}

/** One destination of the catalog, as its newest approved version describes it. */
export async function findCatalogEntry(db: Db | Tx, destinationId: string) {
  const row = await db.destinationVersion.findFirst({
    where: { destinationId, status: "approved", audience: "catalog" },
    orderBy: { decidedAt: "desc" },
    include: withDestination,
  });
  return row ? parseVersion(row) : undefined;
}

/** What was in the catalog: the version that is, and those that it superseded. */
export function listApprovedVersions(db: Db | Tx, destinationId: string) {
  return db.destinationVersion.findMany({
    where: {
      destinationId,
      audience: "catalog",
      decision: "approve",
      status: { in: ["approved", "superseded", "deprecated"] },
    },
    orderBy: { decidedAt: "desc" },
    select: { id: true, number: true, status: true, releaseNote: true, decidedAt: true },
  });
}
