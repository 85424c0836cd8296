import "server-only";
import { db } from "@/lib/server/db";
import {
  countSecretsByKey,
  resealNext,
  type SecretCursor,
  secretsBeforeAll,
} from "@/lib/server/repositories/test-values";
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

/**
 * Seals every secret that an older key sealed under the current one, a hundred in a transaction: stopped at any moment,
 * each is sealed with one key or the other, and the next start goes on where this one ended. Does nothing at all while a
 * key is missing.
 */
export async function resealSecrets(
  keys: SecretKeys,
  onProgress: (progress: ResealProgress) => void = () => undefined,
): Promise<ResealResult> {
  assertKeysKnown(keys, await countSecretsByKey(db));
  const progress = { resealed: 0, unreadable: 0, total: await countOlder(keys) };
  let after: SecretCursor | undefined = secretsBeforeAll;
  while (after) {
    const from: SecretCursor = after;
    const batch = await db.$transaction((tx) => resealNext(tx, keys, from, batchSize), { timeout: 60_000 });
    progress.resealed += batch.resealed;
    progress.unreadable += batch.unreadable;
    after = batch.last;
    if (after) onProgress({ ...progress });
  }
  return { ...progress, remaining: await countOlder(keys) };
}

async function countOlder(keys: SecretKeys): Promise<number> {
  const counts = await countSecretsByKey(db);
  return [...counts].reduce((sum, [keyId, count]) => (keyId === keys.currentId ? sum : sum + count), 0);
}
