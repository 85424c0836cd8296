/** What customers have installed. Every query names the organization; their secrets are in `installation-secrets.ts`. */
import "server-only";
import { z } from "zod";
import { frozenConnectionInfo } from "@/lib/contract";
import { versionStatuses } from "@/lib/destination/lifecycle";
import { parseDefinition } from "@/lib/destination/upgrade";
import {
  type ConnectionTestResult,
  connectionTestResult,
  emptyInstallationAnswers,
  type InstallationAnswers,
  type InstallationStatus,
  installationAnswers,
  installationStatuses,
} from "@/lib/installation-contract";
import type { Db, Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/generated/prisma/client";
import { fromJsonColumn, toJsonColumn } from "./json-column";

/** Whose installation: an organization's own. */
export interface InstallationOwner {
  organizationId: string;
  installationId: string;
}

const included = {
  project: { include: { properties: { orderBy: { name: "asc" } } } },
  version: true,
  secrets: { select: { fieldId: true, storedAt: true }, orderBy: { fieldId: "asc" } },
} satisfies Prisma.InstallationInclude;

type Found = Prisma.InstallationGetPayload<{ include: typeof included }>;

function parseVersion(version: Found["version"]) {
  return {
    id: version.id,
    number: version.number,
    status: z.enum(versionStatuses).parse(version.status),
    audience: version.audience,
    deprecatedAt: version.deprecatedAt,
    deprecationNote: version.deprecationNote,
    submittedAt: version.submittedAt,
    definition: parseDefinition(fromJsonColumn(version.definition)),
    connectionInfo: frozenConnectionInfo.parse(fromJsonColumn(version.connectionInfo)),
  };
}

/** What JSONB holds passes its schema on the way out, like everything that enters. */
function parseInstallation(
  { status, answers, connectionTest, ...row }: Omit<Found, "version">,
  version: ReturnType<typeof parseVersion>,
) {
  const test = connectionTestResult.safeParse(fromJsonColumn(connectionTest));
  return {
    ...row,
    status: z.enum(installationStatuses).parse(status),
    answers: installationAnswers.parse(fromJsonColumn(answers)),
    connectionTest: test.data ?? null,
    version,
  };
}
export type InstallationRow = ReturnType<typeof parseInstallation>;

/** Everything the organization has installed, by project, destination and name. */
export async function listInstallations(
  db: Db | Tx,
  organizationId: string,
  destinationId?: string,
): Promise<InstallationRow[]> {
  const { version: _, ...withoutVersion } = included;
  const rows = await db.installation.findMany({
    where: { organizationId, ...(destinationId !== undefined && { destinationId }) },
    include: withoutVersion,
    orderBy: [{ project: { name: "asc" } }, { createdAt: "asc" }],
  });
  // Many are of one version, whose definition may be large: it is read once.
  const ids = [...new Set(rows.map(({ versionId }) => versionId))];
  const found = await db.destinationVersion.findMany({ where: { id: { in: ids } } });
  const versions = new Map(found.map((version) => [version.id, parseVersion(version)]));
  return rows.flatMap((row) => {
    const version = versions.get(row.versionId);
    return version ? [parseInstallation(row, version)] : [];
  });
}

/** How many a project has. */
export function countOfProject(db: Db | Tx, organizationId: string, projectId: string): Promise<number> {
  return db.installation.count({ where: { organizationId, projectId } });
}

/** One with its version, project and what is stored of secrets; undefined for another organization's. */
export async function findInstallation(
  db: Db | Tx,
  { organizationId, installationId }: InstallationOwner,
): Promise<InstallationRow | undefined> {
  const row = await db.installation.findFirst({ where: { id: installationId, organizationId }, include: included });
  return row ? parseInstallation(row, parseVersion(row.version)) : undefined;
}

/** The same, and until the transaction ends nobody else changes it. */
export async function lockInstallation(tx: Tx, owner: InstallationOwner): Promise<InstallationRow | undefined> {
  await tx.$queryRaw`
    SELECT id FROM installation
    WHERE id = ${owner.installationId}::uuid AND organization_id = ${owner.organizationId} FOR UPDATE`;
  return findInstallation(tx, owner);
}

/** How many installations of all customers are on a version. */
export function countInstallationsOf(db: Db | Tx, versionId: string): Promise<number> {
  return db.installation.count({ where: { versionId } });
}

/** How many of each destination the organization has. */
export async function countInstallations(db: Db | Tx, organizationId: string): Promise<Map<string, number>> {
  const rows = await db.installation.groupBy({
    by: ["destinationId"],
    where: { organizationId },
    _count: { _all: true },
  });
  return new Map(rows.map(({ destinationId, _count }) => [destinationId, _count._all]));
}

/** The name as it stands of the installation that has it already, whatever the case; undefined where it is free. */
export async function findTakenName(
  db: Db | Tx,
  { projectId, destinationId, name }: { projectId: string; destinationId: string; name: string },
  exceptId?: string,
): Promise<string | undefined> {
  const rows = await db.$queryRaw`
    SELECT name FROM installation
    WHERE project_id = ${projectId}::uuid AND destination_id = ${destinationId}::uuid AND lower(name) = lower(${name})
      AND id IS DISTINCT FROM ${exceptId ?? null}::uuid`;
  return z.array(z.object({ name: z.string() })).parse(rows)[0]?.name;
}

export interface NewInstallation {
  organizationId: string;
  projectId: string;
  destinationId: string;
  versionId: string;
  name: string;
  answers: InstallationAnswers;
  connectionTest: ConnectionTestResult | undefined;
  createdById: string;
}

/** Undefined: the project has one of this destination and name already. */
export async function createInstallation(
  tx: Tx,
  { answers, connectionTest, ...data }: NewInstallation,
): Promise<{ id: string } | undefined> {
  const [created] = await tx.installation.createManyAndReturn({
    data: [
      {
        ...data,
        answers: toJsonColumn(answers),
        ...(connectionTest && { connectionTest: toJsonColumn(connectionTest) }),
      },
    ],
    select: { id: true },
    skipDuplicates: true,
  });
  return created;
}

/** What the form of an installation changes. */
export interface InstallationUpdate {
  name?: string;
  answers: InstallationAnswers;
  versionId?: string;
  /** Null: none since the answers changed. */
  connectionTest: ConnectionTestResult | null;
}

/** Stores the answers and goes one revision on. The row is locked by the caller, who has looked at its revision. */
export async function updateInstallation(
  tx: Tx,
  { organizationId, installationId }: InstallationOwner,
  { answers, connectionTest, ...data }: InstallationUpdate,
): Promise<void> {
  await tx.installation.updateMany({
    where: { id: installationId, organizationId },
    data: {
      ...data,
      answers: toJsonColumn(answers),
      connectionTest: connectionTest ? toJsonColumn(connectionTest) : Prisma.DbNull,
      revision: { increment: 1 },
    },
  });
}

/** Keeps what a connection test said, unless the answers changed while it was made. */
export async function saveConnectionTest(
  db: Db | Tx,
  { organizationId, installationId }: InstallationOwner,
  revision: number,
  result: ConnectionTestResult,
): Promise<boolean> {
  const { count } = await db.installation.updateMany({
    where: { id: installationId, organizationId, revision },
    data: { connectionTest: toJsonColumn(result) },
  });
  return count === 1;
}

/** False: it has this status already, or this organization has no such installation. */
export async function setInstallationStatus(
  tx: Tx,
  { organizationId, installationId }: InstallationOwner,
  status: InstallationStatus,
): Promise<boolean> {
  const { count } = await tx.installation.updateMany({
    where: { id: installationId, organizationId, status: { not: status } },
    data: { status },
  });
  return count === 1;
}

/** With its secrets and its changes. */
export async function deleteInstallation(
  tx: Tx,
  { organizationId, installationId }: InstallationOwner,
): Promise<boolean> {
  const { count } = await tx.installation.deleteMany({ where: { id: installationId, organizationId } });
  return count === 1;
}

// ------------------------------------------------------------------ upgrades and rollbacks

const changeKinds = ["upgrade", "rollback"] as const;

export async function createChange(
  tx: Tx,
  change: {
    installationId: string;
    kind: (typeof changeKinds)[number];
    fromVersionId: string;
    toVersionId: string;
    answersBefore: InstallationAnswers;
    userId: string;
    createdAt: Date;
  },
): Promise<void> {
  await tx.installationChange.create({ data: { ...change, answersBefore: toJsonColumn(change.answersBefore) } });
}

/** Only the newest change can be taken back, so that what was answered before the others is kept no longer. */
export async function forgetChanges(tx: Tx, { organizationId, installationId }: InstallationOwner): Promise<void> {
  await tx.installationChange.updateMany({
    where: { installationId, installation: { organizationId } },
    data: { answersBefore: toJsonColumn(emptyInstallationAnswers) },
  });
}

/** The newest upgrade or rollback; undefined where there was none. */
export async function findNewestChange(db: Db | Tx, { organizationId, installationId }: InstallationOwner) {
  const row = await db.installationChange.findFirst({
    where: { installationId, installation: { organizationId } },
    orderBy: { createdAt: "desc" },
  });
  if (!row) return undefined;
  const { kind, answersBefore, ...change } = row;
  return {
    ...change,
    kind: z.enum(changeKinds).parse(kind),
    answersBefore: installationAnswers.parse(fromJsonColumn(answersBefore)),
  };
}
export type InstallationChangeRow = NonNullable<Awaited<ReturnType<typeof findNewestChange>>>;

/** What was done to one, newest first. The details say nothing of answers. */
export async function listHistory(db: Db | Tx, { organizationId, installationId }: InstallationOwner) {
  const rows = await db.auditEntry.findMany({
    where: { subject: installationId, organizationId, action: { startsWith: "installation." } },
    select: { id: true, at: true, actorName: true, action: true, details: true },
    orderBy: { id: "desc" },
    take: 100,
  });
  return rows.map(({ id, details, ...row }) => ({ ...row, id: id.toString(), details: fromJsonColumn(details) }));
}

// ------------------------------------------------------------------ what a version would do to them

/**
 * The answers of every installation of a destination that is on another version than this one, in the order of their IDs,
 * a batch at a time. Across organizations: whoever asks may only count. `organizationId` asks for its own only.
 */
export async function* answersOfOthers(
  db: Db | Tx,
  { destinationId, versionId, organizationId }: { destinationId: string; versionId: string; organizationId?: string },
  batchSize = 250,
) {
  let last: string | undefined;
  for (;;) {
    const rows = await db.installation.findMany({
      where: { destinationId, organizationId, versionId: { not: versionId }, ...(last && { id: { gt: last } }) },
      select: { id: true, versionId: true, projectId: true, answers: true, secrets: { select: { fieldId: true } } },
      orderBy: { id: "asc" },
      take: batchSize,
    });
    if (rows.length > 0) {
      yield rows.map(({ answers, secrets, ...row }) => ({
        ...row,
        answers: installationAnswers.parse(fromJsonColumn(answers)),
        secretFieldIds: secrets.map(({ fieldId }) => fieldId),
      }));
    }
    last = rows.at(-1)?.id;
    if (rows.length < batchSize) return;
  }
}

/** How many installations of a destination are on each version but this one. No answer is read. */
export async function countOnOtherVersions(
  db: Db | Tx,
  { destinationId, versionId, organizationId }: { destinationId: string; versionId: string; organizationId?: string },
): Promise<{ versionId: string; count: number }[]> {
  const rows = await db.installation.groupBy({
    by: ["versionId"],
    where: { destinationId, organizationId, versionId: { not: versionId } },
    _count: { _all: true },
    orderBy: { versionId: "asc" },
  });
  return rows.map(({ versionId, _count }) => ({ versionId, count: _count._all }));
}

/** The names of the user properties of each project. */
export async function propertyNamesOf(
  db: Db | Tx,
  projectIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await db.userProperty.findMany({
    where: { projectId: { in: [...projectIds] } },
    select: { projectId: true, name: true },
  });
  const names = new Map<string, Set<string>>(projectIds.map((id) => [id, new Set()]));
  for (const { projectId, name } of rows) names.get(projectId)?.add(name);
  return names;
}
