import "server-only";
import { createHash } from "node:crypto";
import type { EvidenceItem, FrozenFinding, SubmitBody, Waiver } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { canonicalJson, endpointHash } from "@/lib/destination/endpoint-hash";
import type { Finding } from "@/lib/destination/finding";
import { type CheckContext, check } from "@/lib/destination/rulebook";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import { allowedHosts } from "@/lib/server/egress-settings";
import { enqueue } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as connectionInfos from "@/lib/server/repositories/connection-infos";
import * as destinations from "@/lib/server/repositories/destinations";
import { listNewestTestRuns } from "@/lib/server/repositories/test-runs";
import * as versions from "@/lib/server/repositories/versions";
import { staleRevision } from "./save-draft";

/**
 * Submits the draft for review: checks it again, freezes it with its evidence, and tells the reviewers.
 * Refuses while errors stand, while a warning has no reason, or while another version is in review.
 */
export async function submitForReview(actor: Actor, destinationId: string, body: SubmitBody, now = new Date()) {
  return db.$transaction(async (tx) => {
    // Locks the destination, so that two submissions cannot take the same number.
    await tx.$queryRaw`SELECT id FROM destination WHERE id = ${destinationId}::uuid FOR UPDATE`;
    const destination = await destinations.findDestination(tx, actor.organizationId, destinationId);
    if (!destination) throw new AppError("not_found", "There is no such destination.");
    if (destination.revision !== body.revision) throw await staleRevision(actor, destinationId);
    const open = await versions.findVersionInReview(tx, destinationId);
    if (open) {
      throw new AppError(
        "illegal_transition",
        `Version ${open.number} is in review already. Wait for the decision, or withdraw it to submit this draft.`,
      );
    }
    const { findings, evidence, connectionInfo } = await gather(tx, actor, destination);
    const frozenFindings = requireSubmittable(findings, body.waivers);
    const version = await versions.createVersion(tx, {
      destinationId,
      organizationId: actor.organizationId,
      number: await versions.nextVersionNumber(tx, destinationId),
      status: "in_review",
      releaseNote: body.releaseNote,
      definition: destination.definition,
      connectionInfo,
      contentHash: contentHash({ definition: destination.definition, connectionInfo }),
      findings: frozenFindings,
      evidence,
      submittedById: actor.userId,
      submittedAt: now,
    });
    await auditLog.record(tx, actor, "version.submitted", version.id, {
      number: version.number,
      displayName: connectionInfo.displayName,
    });
    await enqueue(tx, "notify", { event: "submitted", versionId: version.id });
    return version;
  });
}

/** Everything the submit checklist shows: the findings with full context, and the evidence as it stands. */
export async function gather(tx: Tx | typeof db, actor: Actor, destination: destinations.DestinationRow) {
  const runs = await listNewestTestRuns(tx, actor.organizationId, destination.id, destination.definition);
  const evidence = runs.map((run) => toEvidence(run, destination.definition));
  const context = await checkContext(tx, destination, runs);
  return {
    evidence,
    connectionInfo: connectionInfos.freezeConnectionInfo(destination.connectionInfo),
    context,
    findings: check(destination.definition, context),
  };
}

async function checkContext(
  tx: Tx | typeof db,
  destination: destinations.DestinationRow,
  runs: { endpoint: string; endpointHash: string }[],
): Promise<CheckContext> {
  const info = destination.connectionInfo;
  return {
    allowedHosts: allowedHosts(),
    connectionInfo: {
      displayName: info.displayName,
      summary: info.summary,
      fullDescription: info.fullDescription,
      hasLogo: info.logoId !== null,
      hasCategory: info.categoryId !== null,
      isNameTaken: await connectionInfos.isDisplayNameTaken(tx, info.displayName, info.id),
    },
    tested: Object.fromEntries(runs.map((run) => [run.endpoint, run.endpointHash])),
  };
}

type RunRow = Awaited<ReturnType<typeof listNewestTestRuns>>[number];

function toEvidence(run: RunRow, definition: DestinationDefinition): EvidenceItem {
  return {
    endpoint: run.endpoint,
    endpointHash: run.endpointHash,
    isCurrent: endpointHash(definition, run.endpoint) === run.endpointHash,
    testedAt: run.createdAt.toISOString(),
    exchange: run.exchange,
    outcome: run.outcome,
  };
}

/** A waiver names a finding by rule and path. */
function waiverFor(finding: Finding, waivers: Waiver[]): Waiver | undefined {
  const path = finding.path.join(".");
  return waivers.find((waiver) => waiver.rule === finding.rule && waiver.path === path);
}

function requireSubmittable(findings: Finding[], waivers: Waiver[]): FrozenFinding[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const count = errors.length === 1 ? "one problem" : `${errors.length} problems`;
    throw new AppError("not_ready", `This destination can't be submitted yet: ${count} must be fixed first.`, {
      findings: errors,
    });
  }
  const unexplained = findings.filter((finding) => finding.severity === "warning" && !waiverFor(finding, waivers));
  if (unexplained.length > 0) {
    throw new AppError("not_ready", "Fix each warning, or say why it is all right.", { findings: unexplained });
  }
  return findings.map((finding) => {
    const { rule, severity, place, message, path } = finding;
    const reason = waiverFor(finding, waivers)?.reason;
    return { rule, severity, place, message, path, ...(reason ? { waiver: reason } : {}) };
  });
}

/** The hash that says whether two versions hold the same content; keys are sorted, as JSONB forgets their order. */
export function contentHash(content: object): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
