import "server-only";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { enqueue } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as versions from "@/lib/server/repositories/versions";
import { endVault } from "./end-vault";
import { moveVersion, noVersion } from "./move-version";

/** The partner takes a submission back; the draft was theirs all along. The test account that came with it ends. */
export async function withdrawVersion(actor: Actor, versionId: string, now = new Date()): Promise<void> {
  await db.$transaction(async (tx) => {
    const { organizationId } = actor;
    const version = await versions.lockVersion(tx, versionId, { organizationId });
    if (!version) throw noVersion();
    await moveVersion(tx, actor, version, { event: "withdraw", note: "", now });
    await endVault(tx, actor, version, "The submission was withdrawn.");
    await auditLog.record(tx, actor, "version.withdrawn", versionId, {
      number: version.number,
      displayName: version.connectionInfo.displayName,
    });
    await enqueue(tx, "notify", { event: "withdrawn", versionId, actorId: actor.userId });
  });
}
