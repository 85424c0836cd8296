import "server-only";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { listInstallations } from "@/lib/server/repositories/installations";
import {
  findOffered,
  findPublished,
  listPublished,
  type PublishedRow,
  type PublishedVersion,
} from "@/lib/server/repositories/offered-versions";
import { listProjectsWithProperties } from "@/lib/server/repositories/projects";
import { type InstallationSummary, summariesOf } from "./read-installations";

export interface CatalogEntry {
  /** The one that is offered; else the newest that the organization has installed. */
  version: PublishedVersion;
  isOffered: boolean;
  versions: PublishedRow[];
  installations: InstallationSummary[];
  projects: { id: string; name: string; properties: { name: string; type: string; example: string }[] }[];
}

/** One destination of the catalog; undefined where it isn't offered and the organization hasn't installed it either. */
export async function readCatalogEntry(actor: Actor, destinationId: string): Promise<CatalogEntry | undefined> {
  const { organizationId } = actor;
  const [offered, rows] = await Promise.all([
    findOffered(db, organizationId, destinationId),
    listInstallations(db, organizationId, destinationId),
  ]);
  const newest = rows.reduce<(typeof rows)[number] | undefined>(
    (found, row) => (found && found.version.submittedAt >= row.version.submittedAt ? found : row),
    undefined,
  );
  const version = offered ?? (newest && (await findPublished(db, organizationId, newest.version.id)));
  if (!version) return undefined;
  const [versions, projects, installations] = await Promise.all([
    listPublished(db, organizationId, destinationId),
    listProjectsWithProperties(db, organizationId),
    summariesOf(actor, rows),
  ]);
  return {
    ...{ version, versions, installations },
    isOffered: offered !== undefined,
    projects: projects.map(({ id, name, properties }) => ({
      id,
      name,
      properties: properties.map(({ name, type, example }) => ({ name, type, example })),
    })),
  };
}
