import "server-only";
import type { DecisionBody } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import { enqueue, type VersionEventName } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as versions from "@/lib/server/repositories/versions";
import { endVault, shortenVaultAfterDecision } from "./end-vault";
import { contentHash } from "./freeze-version";
import { moveVersion } from "./move-version";
import { assertForeign } from "./review-place";

const told: Record<DecisionBody["decision"], VersionEventName> = {
  approve: "approved",
  request_changes: "changes_requested",
  reject: "rejected",
};

/**
 * Approves, requests changes or rejects: exactly once, and never on the reviewer's own organization's work. An approved
 * version takes the place of the one in the catalog. The partner's test account ends with the decision; after a request
 * for changes it waits a while for the next submission.
 */
export async function decideReview(actor: Actor, versionId: string, body: DecisionBody, now = new Date()) {
  await db.$transaction(async (tx) => {
    const version = await versions.lockVersion(tx, versionId);
    if (!version) throw new AppError("not_found", "There is no such submission.");
    await assertForeign(tx, actor, version, "decide on");
    const { definition, connectionInfo } = version;
    if (contentHash({ definition, connectionInfo }) !== version.contentHash) {
      throw new AppError(
        "conflict",
        "This version is not what was submitted. It can't be approved; ask an administrator.",
      );
    }
    const superseded = body.decision === "approve" ? await supersedeApproved(tx, actor, version) : [];
    await moveVersion(tx, actor, version, { event: body.decision, note: body.note, now });
    if (body.decision === "request_changes") await shortenVaultAfterDecision(tx, version, now);
    else await endVault(tx, actor, version, "The review was decided.");
    await auditLog.record(tx, actor, `version.${told[body.decision]}`, versionId, {
      number: version.number,
      displayName: connectionInfo.displayName,
      note: body.note,
      ...(superseded.length > 0 && { supersedes: superseded.map(({ number }) => number) }),
    });
    await enqueue(tx, "notify", { event: told[body.decision], versionId, actorId: actor.userId });
  });
}

/** The version in the catalog makes room: installations stay on it until somebody upgrades them. */
async function supersedeApproved(tx: Tx, actor: Actor, version: versions.VersionRow) {
  const superseded = await versions.supersede(tx, version.destinationId, { from: "approved", exceptId: version.id });
  for (const { id, number } of superseded) {
    await auditLog.record(tx, actor, "version.superseded", id, { number, by: version.number });
  }
  return superseded;
}
