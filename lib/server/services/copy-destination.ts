import "server-only";
import type { CopyDestinationBody } from "@/lib/contract";
import { withoutSecrets } from "@/lib/destination/manifest/manifest";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as destinations from "@/lib/server/repositories/destinations";
import { findOwnVersion } from "@/lib/server/repositories/versions";
import { usableConnectionInfo } from "./create-from-manifest";
import { insertConnectionInfo } from "./save-connection-info";

/**
 * A new destination with the draft of another one, or with one of its versions. Nothing secret goes along: default values
 * of secret fields stay behind. Refuses with `not_found` what isn't the organization's, a version of another destination
 * too; the audit log keeps what it was made from.
 */
export async function copyDestination(
  actor: Actor,
  destinationId: string,
  body: CopyDestinationBody,
): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    const original = await destinations.findDestination(tx, actor.organizationId, destinationId);
    if (!original) throw new AppError("not_found", "There is no such destination.");
    const version = body.versionId === null ? undefined : await versionOf(tx, actor, destinationId, body.versionId);
    const info =
      body.displayName === null
        ? await usableConnectionInfo(tx, actor, body.connectionInfoId ?? "")
        : await insertConnectionInfo(tx, actor, likeIt(original.connectionInfo, body.displayName));
    const copy = await destinations.createDestination(tx, actor.organizationId, {
      connectionInfoId: info.id,
      definition: withoutSecrets(version?.definition ?? original.definition),
      userId: actor.userId,
    });
    await auditLog.record(tx, actor, "destination.copied", copy.id, {
      displayName: info.displayName,
      from: destinationId,
      fromName: original.connectionInfo.displayName,
      fromVersion: version?.number ?? `draft, revision ${original.revision}`,
    });
    return copy;
  });
}

async function versionOf(tx: Tx, actor: Actor, destinationId: string, versionId: string) {
  const version = await findOwnVersion(tx, actor.organizationId, versionId);
  if (version?.destination.id === destinationId) return version;
  throw new AppError("not_found", "This destination has no such version.");
}

/** The words and the logo under another name. An archived category can't be chosen any more, but it may be kept. */
function likeIt(info: destinations.DestinationRow["connectionInfo"], displayName: string) {
  const { categoryId, summary, fullDescription, documentation, support, versionLabel, logoId } = info;
  return { displayName, categoryId, summary, fullDescription, documentation, support, versionLabel, logoId };
}
