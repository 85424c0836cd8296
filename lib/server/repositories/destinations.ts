/** Destinations and their drafts. Every query names the organization that asks. */
import "server-only";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { parseDefinition } from "@/lib/destination/upgrade";
import type { Db, Tx } from "@/lib/server/db";
import { fromJsonColumn, toJsonColumn } from "./json-column";

const withInfo = { connectionInfo: { include: { category: true } } } as const;

export async function listDestinations(db: Db | Tx, organizationId: string) {
  return db.destination.findMany({
    where: { organizationId },
    select: {
      id: true,
      kind: true,
      revision: true,
      updatedAt: true,
      connectionInfo: { select: { id: true, displayName: true, summary: true, logoId: true, category: true } },
      versions: {
        select: { id: true, number: true, status: true, submittedAt: true, decidedAt: true },
        orderBy: { submittedAt: "desc" },
      },
    },
    orderBy: { updatedAt: "desc" },
  });
}

/** A destination with its draft parsed, or undefined when this organization has none of that id. */
export async function findDestination(db: Db | Tx, organizationId: string, id: string) {
  const row = await db.destination.findFirst({ where: { id, organizationId }, include: withInfo });
  return row ? { ...row, definition: parseDefinition(fromJsonColumn(row.definition)) } : undefined;
}
export type DestinationRow = NonNullable<Awaited<ReturnType<typeof findDestination>>>;

export async function createDestination(
  tx: Tx,
  organizationId: string,
  data: { connectionInfoId: string; definition: DestinationDefinition; userId: string },
) {
  return tx.destination.create({
    data: {
      organizationId,
      connectionInfoId: data.connectionInfoId,
      kind: data.definition.kind,
      definition: toJsonColumn(data.definition),
      updatedById: data.userId,
    },
    select: { id: true },
  });
}

/** Saves the draft if the revision matches; false: somebody saved in between, or it is not this organization's. */
export async function updateDraft(
  tx: Db | Tx,
  organizationId: string,
  id: string,
  data: { revision: number; definition: DestinationDefinition; userId: string; now: Date },
): Promise<boolean> {
  const { count } = await tx.destination.updateMany({
    where: { id, organizationId, revision: data.revision },
    data: {
      definition: toJsonColumn(data.definition),
      revision: data.revision + 1,
      updatedById: data.userId,
      updatedAt: data.now,
    },
  });
  return count === 1;
}

export async function deleteDestination(tx: Tx, organizationId: string, id: string): Promise<boolean> {
  const { count } = await tx.destination.deleteMany({ where: { id, organizationId, versions: { none: {} } } });
  return count === 1;
}
