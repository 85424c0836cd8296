/** The end of a test account that was lent to reviewers. */
import "server-only";
import { vaultDaysAfterDecision } from "@/lib/review-vault-contract";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as vaults from "@/lib/server/repositories/review-vaults";

const dayMs = 24 * 60 * 60 * 1000;

interface VaultVersion {
  id: string;
  organizationId: string;
  number: string;
}

/** Deletes the account of a version, if it has one, and says why in the audit log. False: there was none. */
export async function endVault(
  tx: Tx,
  actor: auditLog.AuditActor,
  { id, organizationId, number }: VaultVersion,
  reason: string,
): Promise<boolean> {
  if (!(await vaults.deleteVault(tx, { organizationId, versionId: id }))) return false;
  await auditLog.record(tx, actor, "vault.ended", id, { number, reason });
  return true;
}

/** After a request for changes the account waits for the next submission, which may take it over, but not for long. */
export async function shortenVaultAfterDecision(
  tx: Tx,
  { id, organizationId }: VaultVersion,
  decidedAt: Date,
): Promise<void> {
  const until = new Date(decidedAt.getTime() + vaultDaysAfterDecision * dayMs);
  await vaults.shortenVault(tx, { organizationId, versionId: id }, until);
}

/** The worker's task: deletes every account whose time is over. */
export async function endExpiredVaults(now = new Date()): Promise<number> {
  return db.$transaction(async (tx) => {
    const ended = await vaults.deleteExpiredVaults(tx, now);
    for (const { versionId, organizationId } of ended) {
      await auditLog.record(tx, { name: "The platform", organizationId }, "vault.ended", versionId, {
        reason: "Its time was over.",
      });
    }
    return ended.length;
  });
}
