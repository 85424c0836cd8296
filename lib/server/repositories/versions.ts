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

export function listVersions(db: Db | Tx, organizationId: string, destinationId: string) {
  return db.destinationVersion.findMany({
    where: { destinationId, organizationId },
    select: {
      id: true,
      number: true,
      status: true,
      audience: true,
      releaseNote: true,
      submittedAt: true,
      decidedAt: true,
      decision: true,
      decisionNote: true,
    },
    orderBy: { submittedAt: "desc" },
  });
}

/** The reviewers' queue: oldest open submissions first, then what was decided lately. */
export async function listSubmissions(db: Db | Tx, status: "open" | "decided") {
  const rows = await db.destinationVersion.findMany({
    where: { audience: "catalog", status: status === "open" ? "in_review" : { not: "in_review" } },
    select: {
      id: true,
      number: true,
      status: true,
      organizationId: true,
      connectionInfo: true,
      submittedAt: true,
      decidedAt: true,
      destination: { select: { kind: true, organization: { select: { name: true } } } },
    },
    orderBy: status === "open" ? { submittedAt: "asc" } : { decidedAt: "desc" },
    take: 200,
  });
  return rows.map((row) => ({
    ...row,
    connectionInfo: frozenConnectionInfo.parse(fromJsonColumn(row.connectionInfo)),
  }));
}

export async function createVersion(
  tx: Tx,
  data: {
    destinationId: string;
    organizationId: string;
    number: string;
    status: VersionStatus;
    releaseNote: string;
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

/** `1.0`, then `1.1`, `1.2`, …: numbers are never used twice. */
export async function nextVersionNumber(tx: Tx, destinationId: string): Promise<string> {
  const count = await tx.destinationVersion.count({ where: { destinationId } });
  return `1.${count}`;
}

export function findVersionInReview(db: Db | Tx, destinationId: string) {
  return db.destinationVersion.findFirst({
    where: { destinationId, status: "in_review" },
    select: { id: true, number: true },
  });
}

/** Moves a version on if it still has the status it is expected to have: of two movers, one wins. */
export async function moveVersion(
  tx: Tx,
  id: string,
  move: {
    from: VersionStatus;
    to: VersionStatus;
    decidedById: string;
    decidedAt: Date;
    decision: string;
    note: string;
  },
): Promise<boolean> {
  const { count } = await tx.destinationVersion.updateMany({
    where: { id, status: move.from },
    data: {
      status: move.to,
      decidedById: move.decidedById,
      decidedAt: move.decidedAt,
      decision: move.decision,
      decisionNote: move.note,
    },
  });
  return count === 1;
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

export function listApprovedVersions(db: Db | Tx, destinationId: string) {
  return db.destinationVersion.findMany({
    where: { destinationId, status: "approved", audience: "catalog" },
    orderBy: { decidedAt: "desc" },
    select: { id: true, number: true, releaseNote: true, decidedAt: true },
  });
}
