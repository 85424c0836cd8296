import "server-only";
import { type Db, db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import {
  countInstallationSecretsByKey,
  resealNextInstallationSecrets,
} from "@/lib/server/repositories/installation-secrets";
import { countVaultSecretsByKey, resealNextVaultSecrets } from "@/lib/server/repositories/review-vaults";
import { countSecretsByKey, resealNext, secretsBeforeAll } from "@/lib/server/repositories/test-values";
import { assertKeysKnown, type SecretKeys } from "@/lib/server/sealed-secrets";

const batchSize = 100;

/** What sealing everything again has come to. */
export interface ResealProgress {
  resealed: number;
  /** Secrets that no key opens although their key is known: their row was changed by hand, or damaged. */
  unreadable: number;
  /** How many were to be sealed again when it began. */
  total: number;
}

export interface ResealResult extends ResealProgress {
  /** How many are sealed with an older key still: the unreadable, and what a process with the old key has saved meanwhile. */
  remaining: number;
}

/** Seals the next secrets of one table; returns the step after it, as long as there are any. */
type Step = (tx: Tx, keys: SecretKeys) => Promise<{ next?: Step; resealed: number; unreadable: number }>;

/** A table of sealed secrets. Whoever adds one adds it here, and to scripts/check-keys.ts. */
interface SealedTable {
  countByKey: (db: Db | Tx) => Promise<Map<string, number>>;
  firstStep: Step;
}

const sealedTables: readonly SealedTable[] = [
  { countByKey: countSecretsByKey, firstStep: stepAfter(resealNext, secretsBeforeAll) },
  { countByKey: countInstallationSecretsByKey, firstStep: stepAfter(resealNextInstallationSecrets, undefined) },
  { countByKey: countVaultSecretsByKey, firstStep: stepAfter(resealNextVaultSecrets, undefined) },
];

type ResealNext<Cursor> = (
  tx: Tx,
  keys: SecretKeys,
  after: Cursor,
  limit: number,
) => Promise<{ last?: Cursor; resealed: number; unreadable: number }>;

function stepAfter<Cursor>(reseal: ResealNext<Cursor>, after: Cursor): Step {
  return async (tx, keys) => {
    const { last, ...counts } = await reseal(tx, keys, after, batchSize);
    return last === undefined ? counts : { ...counts, next: stepAfter(reseal, last) };
  };
}

/**
 * Seals every secret that an older key sealed under the current one, a hundred in a transaction: stopped at any moment,
 * each is sealed with one key or the other, and the next start goes on where this one ended. Does nothing at all while a
 * key is missing.
 */
export async function resealSecrets(
  keys: SecretKeys,
  onProgress: (progress: ResealProgress) => void = () => undefined,
): Promise<ResealResult> {
  assertKeysKnown(keys, await countAllByKey());
  const progress = { resealed: 0, unreadable: 0, total: await countOlder(keys) };
  for (const { firstStep } of sealedTables) {
    let step: Step | undefined = firstStep;
    while (step) {
      const current: Step = step;
      const batch = await db.$transaction((tx) => current(tx, keys), { timeout: 60_000 });
      progress.resealed += batch.resealed;
      progress.unreadable += batch.unreadable;
      step = batch.next;
      if (step) onProgress({ ...progress });
    }
  }
  const result = { ...progress, remaining: await countOlder(keys) };
  if (progress.resealed > 0 || progress.unreadable > 0) await recordReseal(keys, result);
  return result;
}

/** Every secret was opened for it: that stands in the audit log. */
async function recordReseal(keys: SecretKeys, { resealed, unreadable, remaining }: ResealResult): Promise<void> {
  const details = { resealed, unreadable, remaining };
  await db.$transaction((tx) => auditLog.record(tx, { name: "Operator" }, "secrets.resealed", keys.currentId, details));
}

async function countAllByKey(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { countByKey } of sealedTables) {
    for (const [keyId, count] of await countByKey(db)) counts.set(keyId, (counts.get(keyId) ?? 0) + count);
  }
  return counts;
}

async function countOlder(keys: SecretKeys): Promise<number> {
  const counts = await countAllByKey();
  return [...counts].reduce((sum, [keyId, count]) => (keyId === keys.currentId ? sum : sum + count), 0);
}
