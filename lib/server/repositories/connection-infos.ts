/** Connection info records and their logos. Every query names the organization that asks. */
import "server-only";
import type { ConnectionInfoBody, FrozenConnectionInfo } from "@/lib/contract";
import type { Db, Tx } from "@/lib/server/db";
import { escapeLike } from "./escape-like";

const withCategory = { category: true } as const;

export function listConnectionInfos(db: Db | Tx, organizationId: string) {
  return db.connectionInfo.findMany({
    where: { organizationId },
    include: { ...withCategory, destinations: { select: { id: true } } },
    orderBy: { displayName: "asc" },
  });
}

export function findConnectionInfo(db: Db | Tx, organizationId: string, id: string) {
  return db.connectionInfo.findFirst({ where: { id, organizationId }, include: withCategory });
}

export function createConnectionInfo(tx: Tx, organizationId: string, body: ConnectionInfoBody) {
  return tx.connectionInfo.create({ data: { organizationId, ...body }, include: withCategory });
}

/** Saves if the revision matches; false: somebody saved in between, or it is not this organization's. */
export async function updateConnectionInfo(
  tx: Tx,
  organizationId: string,
  id: string,
  revision: number,
  body: ConnectionInfoBody,
): Promise<boolean> {
  const { count } = await tx.connectionInfo.updateMany({
    where: { id, organizationId, revision },
    data: { ...body, revision: revision + 1 },
  });
  return count === 1;
}

/** Display names are unique on the platform, whatever the case; a partner may keep their own. */
export async function isDisplayNameTaken(db: Db | Tx, displayName: string, exceptId?: string): Promise<boolean> {
  const row = await db.connectionInfo.findFirst({
    where: {
      displayName: { equals: escapeLike(displayName), mode: "insensitive" },
      ...(exceptId ? { id: { not: exceptId } } : {}),
    },
    select: { id: true },
  });
  return row !== null;
}

export async function findLogo(db: Db | Tx, organizationId: string, id: string) {
  return db.logo.findFirst({ where: { id, organizationId }, select: { id: true } });
}

/** A logo that this organization may see: its own, or one that an approved or internally visible version shows. */
export async function readLogo(db: Db | Tx, viewer: { organizationId: string; isStaff: boolean }, id: string) {
  const logo = await db.logo.findUnique({ where: { id } });
  if (!logo) return undefined;
  if (viewer.isStaff || logo.organizationId === viewer.organizationId) return logo;
  const shown = await db.destinationVersion.findFirst({
    where: { status: "approved", audience: "catalog", connectionInfo: { path: ["logoId"], equals: id } },
    select: { id: true },
  });
  return shown ? logo : undefined;
}

type ConnectionInfoRow = NonNullable<Awaited<ReturnType<typeof findConnectionInfo>>>;

/** The words and the logo as a version keeps them. */
export function freezeConnectionInfo(row: ConnectionInfoRow): FrozenConnectionInfo {
  return {
    displayName: row.displayName,
    category: row.category?.name ?? "",
    summary: row.summary,
    fullDescription: row.fullDescription,
    documentation: row.documentation,
    support: row.support,
    versionLabel: row.versionLabel,
    logoId: row.logoId,
  };
}

export function listCategories(db: Db | Tx) {
  return db.category.findMany({ where: { archived: false }, orderBy: [{ position: "asc" }, { name: "asc" }] });
}
