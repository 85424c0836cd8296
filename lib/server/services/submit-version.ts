import "server-only";
import type { z } from "zod";
import type { FrozenFinding, Waiver } from "@/lib/contract";
import type { Finding } from "@/lib/destination/finding";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import { enqueue } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { deleteOtherVaults } from "@/lib/server/repositories/review-vaults";
import * as versions from "@/lib/server/repositories/versions";
import type { submissionBody } from "@/lib/submission-contract";
import { freezeDraft, lockDraft, requireNoErrors } from "./freeze-version";
import { storeVault } from "./store-vault";

/** Absent and default parts may be left out. */
type Body = Omit<z.output<typeof submissionBody>, "vault"> & Partial<Pick<z.output<typeof submissionBody>, "vault">>;

/**
 * Submits the draft for review: checks it again, freezes it with its evidence and the test account for the reviewers, and
 * tells them. Refuses while errors stand, while a warning has no reason, or while another version is in review. After a
 * request for changes it is the answer to that, and takes the place of the version that it was about.
 */
export async function submitForReview(actor: Actor, destinationId: string, body: Body, now = new Date()) {
  return db.$transaction(async (tx) => {
    const draft = await lockDraft(tx, actor, destinationId, body.revision);
    const open = await versions.findVersionInReview(tx, destinationId);
    if (open) {
      throw new AppError(
        "illegal_transition",
        `Version ${open.number} is in review already. Wait for the decision, or withdraw it to submit this draft.`,
      );
    }
    requireNoErrors(draft.findings, "submitted");
    const before = await versions.findNewestSubmission(tx, destinationId);
    const version = await freezeDraft(tx, actor, draft, {
      status: "in_review",
      number: body.number,
      releaseNote: body.releaseNote,
      contact: body.contact ?? `${actor.name}, ${actor.email}`,
      findings: withWaivers(draft.findings, body.waivers),
      now,
    });
    await takeThePlace(tx, actor, destinationId, version);
    if (body.vault) await storeVault(tx, actor, { ...version, ...draft }, body.vault, { now, at: "vault" });
    await endEarlierVaults(tx, actor, destinationId, version.id);
    const isAnswer = before?.status === "changes_requested" || before?.status === "rejected";
    const event = isAnswer ? "resubmitted" : "submitted";
    await auditLog.record(tx, actor, `version.${event}`, version.id, {
      number: version.number,
      displayName: draft.connectionInfo.displayName,
      ...(isAnswer && { answers: before.number }),
    });
    await enqueue(tx, "notify", { event, versionId: version.id, actorId: actor.userId });
    return { id: version.id, number: version.number };
  });
}

/** Whoever asked for changes is answered by the newer version. */
async function takeThePlace(tx: Tx, actor: Actor, destinationId: string, version: { id: string; number: string }) {
  const answered = await versions.supersede(tx, destinationId, { from: "changes_requested", exceptId: version.id });
  for (const { id, number } of answered) {
    await auditLog.record(tx, actor, "version.superseded", id, { number, by: version.number });
  }
}

/** What was lent for an earlier version was copied by now, or isn't lent any more. */
async function endEarlierVaults(tx: Tx, actor: Actor, destinationId: string, versionId: string): Promise<void> {
  const ended = await deleteOtherVaults(tx, { organizationId: actor.organizationId, destinationId }, versionId);
  for (const id of ended) await auditLog.record(tx, actor, "vault.ended", id, { reason: "A newer version came." });
}

/** The findings as they are frozen; refuses a warning without a reason. A waiver names a finding by rule and path. */
function withWaivers(findings: readonly Finding[], waivers: readonly Waiver[]): FrozenFinding[] {
  const reasonFor = ({ rule, path }: Finding) =>
    waivers.find((waiver) => waiver.rule === rule && waiver.path === path.join("."))?.reason;
  const unexplained = findings.filter((finding) => finding.severity === "warning" && !reasonFor(finding));
  if (unexplained.length > 0) {
    throw new AppError("not_ready", "Fix each warning, or say why it is all right.", { findings: unexplained });
  }
  return findings.map((finding) => {
    const { rule, severity, place, message, path } = finding;
    const reason = reasonFor(finding);
    return { rule, severity, place, message, path, ...(reason ? { waiver: reason } : {}) };
  });
}
