/**
 * What people test with. Every query names the person and the organization they work for; a secret goes in and comes out
 * as a `Secret` and is sealed in between, so that no caller can store one in the clear or read it as a text.
 */
import "server-only";
import { z } from "zod";
import type { Db, Tx } from "@/lib/server/db";
import type { SecretKeys, SecretPlace } from "@/lib/server/sealed-secrets";
import type { Secret } from "@/lib/server/secret";
import type { TestAnswers } from "@/lib/test-values-contract";
import { fromJsonColumn, toJsonColumn } from "./json-column";
import { countsByKey, openSealed, resealRows } from "./sealed-rows";

/** Whose test values: one person's, in one organization, of one destination. An `Actor` has the first two. */
export interface TestValuesOwner {
  organizationId: string;
  userId: string;
  destinationId: string;
}

/** The whole key of the row, so that a sealed secret opens for this person and destination only, wherever it is put. */
function placeOf({ organizationId, destinationId, userId }: TestValuesOwner, fieldId: string): SecretPlace {
  return { organizationId, table: "test_secret", row: [destinationId, userId], field: fieldId };
}

/** What is kept, without opening any secret; undefined where nothing is. `answers` is as it was stored. */
export async function findTestValues(db: Db | Tx, { organizationId, userId, destinationId }: TestValuesOwner) {
  const row = await db.testValue.findFirst({
    where: { organizationId, userId, destinationId },
    select: {
      answers: true,
      updatedAt: true,
      secrets: { select: { fieldId: true, fingerprint: true, storedAt: true }, orderBy: { fieldId: "asc" } },
    },
  });
  return row ? { ...row, answers: fromJsonColumn(row.answers) } : undefined;
}

/** Until the transaction ends, nobody saves the draft: what is secret in it now still is when answers are stored. */
export async function lockDraft(tx: Tx, organizationId: string, destinationId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM destination WHERE id = ${destinationId}::uuid AND organization_id = ${organizationId} FOR SHARE`;
}

/** Stores the answers, in place of those before. False: this organization has no such destination. */
export async function saveAnswers(
  tx: Tx,
  { organizationId, userId, destinationId }: TestValuesOwner,
  answers: TestAnswers,
  now: Date,
): Promise<boolean> {
  const json = JSON.stringify(toJsonColumn(answers));
  const count = await tx.$executeRaw`
    INSERT INTO test_value (organization_id, destination_id, user_id, answers, updated_at)
    SELECT organization_id, id, ${userId}, ${json}::jsonb, ${now}::timestamp
    FROM destination WHERE id = ${destinationId}::uuid AND organization_id = ${organizationId}
    ON CONFLICT (destination_id, user_id) DO UPDATE SET answers = excluded.answers, updated_at = excluded.updated_at`;
  return count === 1;
}

/**
 * Takes the answers to these fields out of everybody's test values of a destination: a field that was made secret after
 * it was answered leaves nothing in the clear behind.
 */
export async function forgetAnswers(
  tx: Db | Tx,
  organizationId: string,
  destinationId: string,
  fieldIds: readonly string[],
): Promise<void> {
  const ids = [...fieldIds];
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE test_value SET answers = jsonb_set(answers, '{settings}', (answers -> 'settings') - ${ids}::text[])
    WHERE destination_id = ${destinationId}::uuid AND organization_id = ${organizationId}
      AND (answers -> 'settings') ?| ${ids}::text[]`;
}

/** Seals a secret into a row that exists, in place of the one before. */
export async function saveSecret(
  tx: Tx,
  keys: SecretKeys,
  owner: TestValuesOwner,
  { fieldId, secret, now }: { fieldId: string; secret: Secret; now: Date },
): Promise<void> {
  const { organizationId, userId, destinationId } = owner;
  const place = placeOf(owner, fieldId);
  const sealed = keys.seal(secret, place);
  const fingerprint = keys.fingerprint(secret, place);
  await tx.$executeRaw`
    INSERT INTO test_secret (destination_id, user_id, field_id, sealed, fingerprint, stored_at)
    SELECT destination_id, user_id, ${fieldId}, ${sealed}, ${fingerprint}, ${now}::timestamp
    FROM test_value
    WHERE destination_id = ${destinationId}::uuid AND user_id = ${userId} AND organization_id = ${organizationId}
    ON CONFLICT (destination_id, user_id, field_id)
    DO UPDATE SET sealed = excluded.sealed, fingerprint = excluded.fingerprint, stored_at = excluded.stored_at`;
}

/** Opens secrets, by the ID of their field; `undefined` stands for one that is stored but does not open. */
export async function openSecrets(
  db: Db | Tx,
  keys: SecretKeys,
  owner: TestValuesOwner,
  fieldIds: readonly string[],
): Promise<Map<string, Secret | undefined>> {
  const { organizationId, userId, destinationId } = owner;
  const rows = await db.testSecret.findMany({
    where: { destinationId, userId, fieldId: { in: [...fieldIds] }, testValue: { organizationId } },
    select: { fieldId: true, sealed: true },
  });
  return new Map(rows.map(({ fieldId, sealed }) => [fieldId, openSealed(keys, sealed, placeOf(owner, fieldId))]));
}

export async function deleteSecret(
  db: Db | Tx,
  { organizationId, userId, destinationId }: TestValuesOwner,
  fieldId: string,
): Promise<boolean> {
  const { count } = await db.testSecret.deleteMany({
    where: { destinationId, userId, fieldId, testValue: { organizationId } },
  });
  return count === 1;
}

/** Deletes everything that is kept of these tests, secrets too. */
export async function deleteTestValues(
  db: Db | Tx,
  { organizationId, userId, destinationId }: TestValuesOwner,
): Promise<boolean> {
  const { count } = await db.testValue.deleteMany({ where: { organizationId, userId, destinationId } });
  return count === 1;
}

/** How many secrets each key seals, of the whole installation: for the operator's command, which acts for nobody. */
export async function countSecretsByKey(db: Db | Tx): Promise<Map<string, number>> {
  const rows = await db.$queryRaw`
    SELECT split_part(sealed, '.', 2) AS "keyId", count(*)::int AS count FROM test_secret GROUP BY 1 ORDER BY 1`;
  return countsByKey(rows);
}

/** The place of a secret in the order in which all of them are sealed again. */
export interface SecretCursor {
  destinationId: string;
  userId: string;
  fieldId: string;
}

export const secretsBeforeAll: SecretCursor = {
  destinationId: "00000000-0000-0000-0000-000000000000",
  userId: "",
  fieldId: "",
};

const sealedRows = z.array(
  z.object({
    organizationId: z.string(),
    destinationId: z.string(),
    userId: z.string(),
    fieldId: z.string(),
    sealed: z.string(),
  }),
);

/**
 * Seals the next secrets under the current key, all in the caller's transaction; rows are locked, so that one that is
 * saved at the same moment is not overwritten. Returns where it got to (undefined: there are no more) and how many it
 * sealed; a row that does not open stays as it is and is counted.
 */
export async function resealNext(
  tx: Tx,
  keys: SecretKeys,
  after: SecretCursor,
  limit: number,
): Promise<{ last?: SecretCursor; resealed: number; unreadable: number }> {
  const found = await tx.$queryRaw`
    SELECT test_value.organization_id AS "organizationId", test_secret.destination_id AS "destinationId",
      test_secret.user_id AS "userId", field_id AS "fieldId", sealed
    FROM test_secret
    JOIN test_value ON test_value.destination_id = test_secret.destination_id
      AND test_value.user_id = test_secret.user_id
    WHERE (test_secret.destination_id, test_secret.user_id, field_id)
        > (${after.destinationId}::uuid, ${after.userId}, ${after.fieldId})
      AND split_part(sealed, '.', 2) <> ${keys.currentId}
    ORDER BY test_secret.destination_id, test_secret.user_id, field_id
    LIMIT ${limit}
    FOR UPDATE OF test_secret`;
  return resealRows(keys, sealedRows.parse(found), {
    placeOf: (row) => placeOf(row, row.fieldId),
    store: ({ destinationId, userId, fieldId }, data) =>
      tx.testSecret.update({ where: { destinationId_userId_fieldId: { destinationId, userId, fieldId } }, data }),
  });
}
