import "server-only";
import { createHash } from "node:crypto";
import type { EvidenceItem, FrozenFinding } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { canonicalJson, endpointHash } from "@/lib/destination/endpoint-hash";
import type { Finding } from "@/lib/destination/finding";
import { type CheckContext, check } from "@/lib/destination/rulebook";
import { suggestVersionNumber, versionNumberProblem } from "@/lib/destination/version-number";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { db, Tx } from "@/lib/server/db";
import { allowedHosts } from "@/lib/server/egress-settings";
import * as connectionInfos from "@/lib/server/repositories/connection-infos";
import * as destinations from "@/lib/server/repositories/destinations";
import { listNewestTestRuns } from "@/lib/server/repositories/test-runs";
import * as versions from "@/lib/server/repositories/versions";
import { staleRevision } from "./save-draft";

/**
 * The draft that is about to be frozen, with all that is known of it. Nobody else freezes or moves a version of this
 * destination until the transaction ends. Refuses a revision that isn't the newest.
 */
export async function lockDraft(tx: Tx, actor: Actor, destinationId: string, revision: number) {
  await versions.lockDestination(tx, destinationId);
  const destination = await destinations.findDestination(tx, actor.organizationId, destinationId);
  if (!destination) throw new AppError("not_found", "There is no such destination.");
  if (destination.revision !== revision) throw await staleRevision(actor, destinationId);
  const { findings, evidence, connectionInfo } = await gather(tx, actor, destination);
  const { organizationId, definition } = destination;
  return { organizationId, destinationId, definition, findings, evidence, connectionInfo };
}
type LockedDraft = Awaited<ReturnType<typeof lockDraft>>;

interface Freezing {
  status: "in_review" | "released";
  /** Absent: the next small one. */
  number: string | undefined;
  releaseNote: string;
  contact?: string;
  findings: FrozenFinding[];
  now: Date;
}

/** Makes a version of a draft. Refuses a number that is taken or too small. */
export async function freezeDraft(
  tx: Tx,
  actor: Actor,
  { destinationId, organizationId, definition, connectionInfo, evidence }: LockedDraft,
  { number, now, ...version }: Freezing,
) {
  const known = await versions.listVersionNumbers(tx, destinationId);
  const problem = number === undefined ? undefined : versionNumberProblem(number, known);
  if (problem) throw new AppError("invalid_input", problem, { issues: [{ path: "number", message: problem }] });
  return versions.createVersion(tx, {
    ...version,
    destinationId,
    organizationId,
    number: number ?? suggestVersionNumber({ known, isBreaking: false }),
    audience: version.status === "released" ? "organization" : "catalog",
    definition,
    connectionInfo,
    contentHash: contentHash({ definition, connectionInfo }),
    evidence,
    submittedById: actor.userId,
    submittedAt: now,
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

/** Refuses a draft with errors, all of them told at once. `what` would have become of it: "submitted". */
export function requireNoErrors(findings: readonly Finding[], what: "submitted" | "released"): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const count = errors.length === 1 ? "one problem" : `${errors.length} problems`;
  throw new AppError("not_ready", `This destination can't be ${what} yet: ${count} must be fixed first.`, {
    findings: errors,
  });
}

/** The hash that says whether two versions hold the same content; keys are sorted, as JSONB forgets their order. */
export function contentHash(content: object): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
