import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/policy";
import { type VaultUse, vaultAnswer } from "@/lib/review-vault-contract";
import { db } from "@/lib/server/db";
import * as vaults from "@/lib/server/repositories/review-vaults";
import { findUserName } from "@/lib/server/repositories/users";
import { ownVersionAt } from "./review-place";

/** The account that a partner lends to the reviewers of a version, but for its secrets, and what was done with it. */
export async function readVault(
  actor: Actor,
  versionId: string,
  now = new Date(),
): Promise<z.infer<typeof vaultAnswer>> {
  const { organizationId } = actor;
  await ownVersionAt(db, actor, versionId);
  const [vault, uses] = await Promise.all([
    vaults.findOwnVault(db, { organizationId, versionId }, now),
    vaults.listVaultUses(db, versionId),
  ]);
  return vaultAnswer.parse({ vault: vault ? await summaryOf(vault) : null, uses: uses.map(toUse) });
}

async function summaryOf({ answers, note, expiresAt, storedAt, storedById, secrets }: vaults.VaultRow) {
  return {
    answers,
    note,
    expiresAt: expiresAt.toISOString(),
    storedAt: storedAt.toISOString(),
    storedBy: (await findUserName(db, storedById)) ?? "Somebody who is gone",
    secrets: secrets.map(({ fieldId, storedAt: at }) => ({ fieldId, storedAt: at.toISOString() })),
  };
}

type UseRow = Awaited<ReturnType<typeof vaults.listVaultUses>>[number];

/** The action and the words of an entry: whatever else is in its details is not the partner's. */
function toUse({ action, at, actorName, details }: UseRow): Record<keyof VaultUse, string> {
  const said = typeof details === "object" && details !== null && !Array.isArray(details) ? details : {};
  const words = said.purpose ?? said.reason;
  return {
    action: action.slice("vault.".length),
    at: at.toISOString(),
    by: actorName,
    purpose: typeof words === "string" ? words : "",
  };
}
