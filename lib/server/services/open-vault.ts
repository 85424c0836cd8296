import "server-only";
import { AppError } from "@/lib/errors";
import type { InstallationAnswers } from "@/lib/installation-contract";
import { type Actor, assertCan } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as vaults from "@/lib/server/repositories/review-vaults";
import { findVersion } from "@/lib/server/repositories/versions";
import { secretKeys } from "@/lib/server/sealed-secrets";
import type { Secret } from "@/lib/server/secret";
import { isOwnWork } from "./review-place";

/** What a reviewer's call is made with: the answers, and the secrets by the ID of their field. */
export interface OpenedVault {
  answers: InstallationAnswers;
  secrets: Map<string, Secret>;
}

/**
 * Opens the test account of a version for one call of a reviewer, which `purpose` names in words ("Test of Add users").
 * The only way to its secrets: each use is in the audit log before the call is made, and the partner sees it there.
 * Refused outside a review, to people of the partner's own organization, and once the account has expired.
 */
export async function openVault(
  actor: Actor,
  versionId: string,
  { purpose, now = new Date() }: { purpose: string; now?: Date },
): Promise<OpenedVault> {
  assertCan(actor, "review.test");
  return db.$transaction(async (tx) => {
    const version = await findVersion(tx, versionId);
    if (!version) throw new AppError("not_found", "There is no such submission.");
    if (await isOwnWork(tx, actor, version)) {
      throw new AppError("forbidden", "The test account is for reviewers of other organizations.");
    }
    if (version.status !== "in_review") {
      throw new AppError("illegal_transition", "This version is not in review any more: its test account isn't used.");
    }
    const vault = await vaults.findVault(tx, versionId, now);
    if (!vault) {
      throw new AppError("not_found", "There is no test account, or its time is over. Ask the partner for one.");
    }
    const place = { organizationId: version.organizationId, versionId };
    const opened = await vaults.openVaultSecrets(tx, secretKeys(), place, now);
    const secrets = new Map<string, Secret>();
    for (const [fieldId, secret] of opened) {
      if (secret) secrets.set(fieldId, secret);
      else log.error({ event: "secret_unreadable", versionId, fieldId }, "a secret of a vault does not open");
    }
    if (secrets.size < opened.size) {
      throw new AppError("conflict", "The test account can't be read any more. Ask the partner to enter it again.");
    }
    await auditLog.record(tx, actor, "vault.used", versionId, { number: version.number, purpose });
    return { answers: vault.answers, secrets };
  });
}
