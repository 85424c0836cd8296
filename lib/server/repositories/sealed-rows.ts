/** What the tables of sealed secrets have in common: opening one, and sealing all of them under another key. */
import "server-only";
import { z } from "zod";
import { SealedSecretError, type SecretKeys, type SecretPlace } from "@/lib/server/sealed-secrets";
import type { Secret } from "@/lib/server/secret";

/** The secret, or undefined for one that doesn't open: under a key that is gone, or moved from another row. */
export function openSealed(keys: SecretKeys, sealed: string, place: SecretPlace): Secret | undefined {
  try {
    return keys.open(sealed, place);
  } catch (error) {
    if (error instanceof SealedSecretError) return undefined;
    throw error;
  }
}

const keyCounts = z.array(z.object({ keyId: z.string(), count: z.number().int() }));

/** Rows of `keyId` and `count`, as a table's secrets are counted by the key that has sealed them. */
export function countsByKey(rows: unknown): Map<string, number> {
  return new Map(keyCounts.parse(rows).map(({ keyId, count }) => [keyId, count]));
}

interface Reseal<Row> {
  placeOf: (row: Row) => SecretPlace;
  store: (row: Row, data: { sealed: string; fingerprint: string }) => Promise<unknown>;
}

/**
 * Seals these rows under the current key. Returns the last of them, how many were sealed, and how many didn't open:
 * those stay as they are.
 */
export async function resealRows<Row extends { sealed: string }>(
  keys: SecretKeys,
  rows: readonly Row[],
  { placeOf, store }: Reseal<Row>,
): Promise<{ last?: Row; resealed: number; unreadable: number }> {
  let resealed = 0;
  for (const row of rows) {
    const place = placeOf(row);
    const secret = openSealed(keys, row.sealed, place);
    if (!secret) continue;
    await store(row, { sealed: keys.seal(secret, place), fingerprint: keys.fingerprint(secret, place) });
    resealed += 1;
  }
  const last = rows.at(-1);
  return { ...(last && { last }), resealed, unreadable: rows.length - resealed };
}
