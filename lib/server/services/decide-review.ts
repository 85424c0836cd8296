import "server-only";
import type { DecisionBody } from "@/lib/contract";
import { nextStatus, type VersionEvent } from "@/lib/destination/lifecycle";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import { enqueue, type VersionEventName } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as versions from "@/lib/server/repositories/versions";
import { contentHash } from "./freeze-version";

const told: Record<DecisionBody["decision"], VersionEventName> = {
  approve: "approved",
  request_changes: "changes_requested",
  reject: "rejected",
};

/** Approves, requests changes or rejects: exactly once, and never on the reviewer's own organization's work. */
export async function decideReview(actor: Actor, versionId: string, body: DecisionBody, now = new Date()) {
  await db.$transaction(async (tx) => {
    const version = await versions.findVersion(tx, versionId);
    if (!version) throw new AppError("not_found", "There is no such submission.");
    if (version.organizationId === actor.organizationId || version.submittedById === actor.userId) {
      throw new AppError("forbidden", "A reviewer cannot decide on their own organization's destination.");
    }
    const { definition, connectionInfo } = version;
    if (contentHash({ definition, connectionInfo }) !== version.contentHash) {
      throw new AppError(
        "conflict",
        "This version is not what was submitted. It can't be approved; ask an administrator.",
      );
    }
    await move(tx, actor, version, { event: body.decision, note: body.note, now });
    await auditLog.record(tx, actor, `version.${told[body.decision]}`, versionId, {
      number: version.number,
      displayName: connectionInfo.displayName,
      note: body.note,
    });
    await enqueue(tx, "notify", { event: told[body.decision], versionId });
  });
}

/** The partner takes a submission back; the draft was theirs all along. */
export async function withdrawVersion(actor: Actor, versionId: string, now = new Date()) {
  await db.$transaction(async (tx) => {
    const version = await versions.findOwnVersion(tx, actor.organizationId, versionId);
    if (!version) throw new AppError("not_found", "There is no such submission.");
    await move(tx, actor, version, { event: "withdraw", note: "", now });
    await auditLog.record(tx, actor, "version.withdrawn", versionId, { number: version.number });
    await enqueue(tx, "notify", { event: "withdrawn", versionId });
  });
}

async function move(
  tx: Tx,
  actor: Actor,
  version: versions.VersionRow,
  { event, note, now }: { event: VersionEvent; note: string; now: Date },
): Promise<void> {
  const to = nextStatus(version.status, event);
  const isMoved =
    to !== undefined &&
    (await versions.moveVersion(tx, version.id, {
      from: version.status,
      to,
      decidedById: actor.userId,
      decidedAt: now,
      decision: event,
      note,
    }));
  if (!isMoved) {
    throw new AppError("illegal_transition", "This submission has been decided already. Reload to see the decision.");
  }
}
