import "server-only";
import type { ManifestContents } from "@/lib/destination/manifest/manifest";
import type { ManifestFormat } from "@/lib/destination/manifest/manifest-format";
import { manifestFileName, manifestText } from "@/lib/destination/manifest/manifest-text";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { freezeConnectionInfo } from "@/lib/server/repositories/connection-infos";
import { findDestination } from "@/lib/server/repositories/destinations";
import { findOwnVersion } from "@/lib/server/repositories/versions";

export interface ManifestFile {
  name: string;
  text: string;
}

/** The draft as a file. Refuses with `not_found` what isn't the organization's. */
export async function readManifest(actor: Actor, destinationId: string, format: ManifestFormat): Promise<ManifestFile> {
  const destination = await findDestination(db, actor.organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  return fileOf(destination.definition, freezeConnectionInfo(destination.connectionInfo), format);
}

/** A version as a file, as it was submitted. */
export async function readVersionManifest(
  actor: Actor,
  versionId: string,
  format: ManifestFormat,
): Promise<ManifestFile> {
  const version = await findOwnVersion(db, actor.organizationId, versionId);
  if (!version) throw new AppError("not_found", "There is no such version.");
  return fileOf(version.definition, version.connectionInfo, format);
}

function fileOf(
  definition: ManifestContents["definition"],
  { logoId: _, ...connectionInfo }: ReturnType<typeof freezeConnectionInfo>,
  format: ManifestFormat,
): ManifestFile {
  const schemaUrl = new URL("/manifest.schema.json", env().BASE_URL).href;
  return {
    name: manifestFileName(connectionInfo.displayName, format),
    text: manifestText({ definition, connectionInfo }, format, schemaUrl),
  };
}
