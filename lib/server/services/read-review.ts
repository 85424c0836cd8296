import "server-only";
import { endpointsOf } from "@/lib/destination/endpoints";
import type { Actor } from "@/lib/policy";
import type { LentAccount } from "@/lib/review-contract";
import { db } from "@/lib/server/db";
import { countInstallationsOf } from "@/lib/server/repositories/installations";
import { readReviewTargetDays } from "@/lib/server/repositories/platform-settings";
import { listReviewStaff } from "@/lib/server/repositories/review-queue";
import { listNames } from "@/lib/server/repositories/review-threads";
import { findVault, type VaultRow } from "@/lib/server/repositories/review-vaults";
import type { VersionRow } from "@/lib/server/repositories/versions";
import { readThreads } from "./read-threads";
import { isOwnWork, submissionAt } from "./review-place";
import { readReviewRuns } from "./test-version";

/** All that the review page of a submission shows. Refuses an internal release: nobody reviews it. */
export async function readReview(actor: Actor, versionId: string) {
  const version = await submissionAt(db, versionId);
  const isOwn = await isOwnWork(db, actor, version);
  const isOpen = version.status === "in_review";
  const [threads, runs, staff, targetDays, installationCount, vault, names] = await Promise.all([
    readThreads(actor, { side: "reviewer", versionId }),
    readReviewRuns(actor, versionId),
    listReviewStaff(db),
    readReviewTargetDays(db),
    countInstallationsOf(db, versionId),
    isOpen && !isOwn ? findVault(db, versionId) : undefined,
    listNames(
      db,
      [version.submittedById, version.decidedById, version.deprecatedById, version.assigneeId].filter(
        (id) => id !== null,
      ),
    ),
  ]);
  return {
    version,
    isOwn,
    isOpen,
    threads,
    runs,
    targetDays,
    account: vault ? await lentAccount(version, vault) : null,
    reviewers: staff.filter(
      ({ id, organizationIds }) => id !== version.submittedById && !organizationIds.includes(version.organizationId),
    ),
    submitter: names.get(version.submittedById),
    decider: version.decidedById === null ? undefined : names.get(version.decidedById),
    deprecator: version.deprecatedById === null ? undefined : names.get(version.deprecatedById),
    installationCount,
    assignee: version.assigneeId === null ? undefined : names.get(version.assigneeId),
    facts: factsOf(version),
  };
}

/** What of it is proven, and what was explained. */
function factsOf({ definition, evidence, findings }: VersionRow) {
  const calls = endpointsOf(definition);
  const proof = new Map(evidence.map(({ endpoint, isCurrent }) => [endpoint, isCurrent]));
  return {
    calls: calls.map(({ name }) => name),
    untested: calls.filter(({ key }) => !proof.has(key)).map(({ name }) => name),
    changedSince: calls.filter(({ key }) => proof.get(key) === false).map(({ name }) => name),
    warnings: findings.filter(({ severity }) => severity === "warning").length,
  };
}

async function lentAccount({ definition }: VersionRow, vault: VaultRow): Promise<LentAccount> {
  const { settings, mappings } = vault.answers;
  const stored = new Set(vault.secrets.map(({ fieldId }) => fieldId));
  const nameOf = (part: { displayName: string; variable: string }) => part.displayName || `$${part.variable}`;
  const answered = (name: string, answer: string | undefined) =>
    answer === undefined ? [] : [{ name, answer, isSecret: false }];
  const storedBy = (await listNames(db, [vault.storedById])).get(vault.storedById);
  return {
    note: vault.note,
    expiresAt: vault.expiresAt.toISOString(),
    storedAt: vault.storedAt.toISOString(),
    storedBy: storedBy ?? "Somebody who left",
    answers: [
      ...definition.fields.flatMap((field) =>
        stored.has(field.id)
          ? [{ name: nameOf(field), answer: "", isSecret: true }]
          : answered(nameOf(field), settings[field.id]),
      ),
      ...definition.mappings.flatMap((mapping) => answered(nameOf(mapping), mappings[mapping.id])),
    ],
  };
}
