import "server-only";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { enqueue } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as versions from "@/lib/server/repositories/versions";
import type { ReleaseBody } from "@/lib/submission-contract";
import { freezeDraft, lockDraft, requireNoErrors } from "./freeze-version";

/**
 * Freezes the draft as a version for the own organization only, without review (SPEC 3), in place of the one that was
 * released before. What would fail is refused as in a submission; warnings are the organization's own business.
 */
export async function releaseInternally(actor: Actor, destinationId: string, body: ReleaseBody, now = new Date()) {
  return db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, actor, destinationId, body.revision);
    requireNoErrors(draft.findings, "released");
    const before = await versions.supersede(tx, destinationId, { from: "released" });
    const version = await freezeDraft(tx, actor, draft, {
      status: "released",
      number: body.number,
      releaseNote: body.releaseNote,
      findings: draft.findings.map(({ rule, severity, place, message, path }) => ({
        rule,
        severity,
        place,
        message,
        path,
      })),
      now,
    });
    for (const { id, number } of before) {
      await auditLog.record(tx, actor, "version.superseded", id, { number, by: version.number });
    }
    await auditLog.record(tx, actor, "version.released", version.id, {
      number: version.number,
      displayName: draft.connectionInfo.displayName,
    });
    await enqueue(tx, "notify", { event: "released", versionId: version.id, actorId: actor.userId });
    return { id: version.id, number: version.number };
  });
}
