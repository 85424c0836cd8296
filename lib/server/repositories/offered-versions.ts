/**
 * What an organization can install: versions of the catalog, and its own internal releases. Of each destination the newest
 * is offered; what came before is its history.
 */
import "server-only";
import { z } from "zod";
import { frozenConnectionInfo } from "@/lib/contract";
import { destinationKinds } from "@/lib/destination/definition";
import { versionStatuses } from "@/lib/destination/lifecycle";
import { parseDefinition } from "@/lib/destination/upgrade";
import type { Db, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/generated/prisma/client";
import { fromJsonColumn } from "./json-column";

/** Takes new installations of this organization. */
const installableBy = (organizationId: string) =>
  ({
    OR: [
      { status: "approved", audience: "catalog" },
      { status: "released", audience: "organization", organizationId },
    ],
  }) satisfies Prisma.DestinationVersionWhereInput;

/** Has been installable by this organization at some time. */
const publishedTo = (organizationId: string) =>
  ({
    OR: [
      { status: { in: ["approved", "superseded", "deprecated"] }, audience: "catalog", decision: "approve" },
      { status: { in: ["released", "superseded", "deprecated"] }, audience: "organization", organizationId },
    ],
  }) satisfies Prisma.DestinationVersionWhereInput;

const audiences = ["catalog", "organization"] as const;

/** The newest version of each destination that this organization can install, by name. */
export async function listOffered(db: Db | Tx, organizationId: string, destinationIds?: readonly string[]) {
  const rows = await db.destinationVersion.findMany({
    where: { ...installableBy(organizationId), ...(destinationIds && { destinationId: { in: [...destinationIds] } }) },
    distinct: ["destinationId"],
    orderBy: [{ destinationId: "asc" }, { submittedAt: "desc" }],
    select: {
      id: true,
      number: true,
      destinationId: true,
      audience: true,
      connectionInfo: true,
      submittedAt: true,
      destination: { select: { kind: true } },
    },
  });
  return rows
    .map(({ connectionInfo, audience, destination, ...row }) => ({
      ...row,
      kind: z.enum(destinationKinds).parse(destination.kind),
      audience: z.enum(audiences).parse(audience),
      connectionInfo: frozenConnectionInfo.parse(fromJsonColumn(connectionInfo)),
    }))
    .sort((one, other) => one.connectionInfo.displayName.localeCompare(other.connectionInfo.displayName));
}
export type OfferedRow = Awaited<ReturnType<typeof listOffered>>[number];

const withOrganization = {
  destination: { select: { organization: { select: { name: true } } } },
} satisfies Prisma.DestinationVersionInclude;

type Found = Prisma.DestinationVersionGetPayload<{ include: typeof withOrganization }>;

function parsePublished(row: Found) {
  const { id, number, destinationId, submittedAt, decidedAt, deprecatedAt, deprecationNote, releaseNote } = row;
  return {
    ...{ id, number, destinationId, submittedAt, decidedAt, deprecatedAt, deprecationNote, releaseNote },
    status: z.enum(versionStatuses).parse(row.status),
    audience: z.enum(audiences).parse(row.audience),
    madeBy: row.destination.organization.name,
    definition: parseDefinition(fromJsonColumn(row.definition)),
    connectionInfo: frozenConnectionInfo.parse(fromJsonColumn(row.connectionInfo)),
  };
}
export type PublishedVersion = ReturnType<typeof parsePublished>;

/** What is offered of one destination, with its definition; undefined where it takes no new installations. */
export async function findOffered(
  db: Db | Tx,
  organizationId: string,
  destinationId: string,
): Promise<PublishedVersion | undefined> {
  const row = await db.destinationVersion.findFirst({
    where: { destinationId, ...installableBy(organizationId) },
    orderBy: { submittedAt: "desc" },
    include: withOrganization,
  });
  return row ? parsePublished(row) : undefined;
}

/** A version that this organization can install, or could once. */
export async function findPublished(
  db: Db | Tx,
  organizationId: string,
  versionId: string,
): Promise<PublishedVersion | undefined> {
  const row = await db.destinationVersion.findFirst({
    where: { id: versionId, ...publishedTo(organizationId) },
    include: withOrganization,
  });
  return row ? parsePublished(row) : undefined;
}

/** The history of a destination as this organization may know it, newest first. */
export async function listPublished(db: Db | Tx, organizationId: string, destinationId: string) {
  const rows = await db.destinationVersion.findMany({
    where: { destinationId, ...publishedTo(organizationId) },
    orderBy: { submittedAt: "desc" },
    select: {
      id: true,
      number: true,
      status: true,
      audience: true,
      releaseNote: true,
      submittedAt: true,
      decidedAt: true,
      deprecatedAt: true,
      deprecationNote: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    status: z.enum(versionStatuses).parse(row.status),
    audience: z.enum(audiences).parse(row.audience),
  }));
}
export type PublishedRow = Awaited<ReturnType<typeof listPublished>>[number];
