/**
 * The test accounts that partners lend to reviewers, one per version. A secret goes in and comes out as a `Secret` and is
 * sealed in between; nothing here gives one to anybody but the code that makes a reviewer's call with it.
 */
import "server-only";
import { z } from "zod";
import { type InstallationAnswers, installationAnswers } from "@/lib/installation-contract";
import { vaultDaysAfterDecision } from "@/lib/review-vault-contract";
import type { Db, Tx } from "@/lib/server/db";
import type { SecretKeys, SecretPlace } from "@/lib/server/sealed-secrets";
import type { Secret } from "@/lib/server/secret";
import { fromJsonColumn, toJsonColumn } from "./json-column";
import { countsByKey, openSealed, resealRows } from "./sealed-rows";

/** Which vault: the version's, of the organization that built it. */
export interface VaultPlace {
  organizationId: string;
  versionId: string;
}

/** The whole key of the row, so that a sealed secret opens for this version only, wherever it is put. */
function placeOf({ organizationId, versionId }: VaultPlace, fieldId: string): SecretPlace {
  return { organizationId, table: "review_vault_secret", row: [versionId], field: fieldId };
}

const withoutSecrets = {
  versionId: true,
  organizationId: true,
  answers: true,
  note: true,
  expiresAt: true,
  storedById: true,
  storedAt: true,
  secrets: { select: { fieldId: true, fingerprint: true, storedAt: true }, orderBy: { fieldId: "asc" } },
} as const;

function parseVault<Row extends { answers: unknown }>({ answers, ...row }: Row) {
  return { ...row, answers: installationAnswers.parse(fromJsonColumn(answers)) };
}

/** For reviewers: any organization's vault that hasn't expired, but for its secrets. */
export async function findVault(db: Db | Tx, versionId: string, now = new Date()) {
  const row = await db.reviewVault.findFirst({
    where: { versionId, expiresAt: { gt: now } },
    select: withoutSecrets,
  });
  return row ? parseVault(row) : undefined;
}
export type VaultRow = NonNullable<Awaited<ReturnType<typeof findVault>>>;

/** For partners: their own. */
export async function findOwnVault(db: Db | Tx, { organizationId, versionId }: VaultPlace, now = new Date()) {
  const row = await db.reviewVault.findFirst({
    where: { versionId, organizationId, expiresAt: { gt: now } },
    select: withoutSecrets,
  });
  return row ? parseVault(row) : undefined;
}

/** Stores a vault in place of the one before, whose secrets go. The secrets are added by `saveVaultSecret`. */
export async function replaceVault(
  tx: Tx,
  { organizationId, versionId }: VaultPlace,
  data: { answers: InstallationAnswers; note: string; expiresAt: Date; storedById: string; storedAt: Date },
): Promise<void> {
  await tx.reviewVault.deleteMany({ where: { versionId, organizationId } });
  await tx.reviewVault.create({
    data: { ...data, answers: toJsonColumn(data.answers), versionId, organizationId },
  });
}

/** Seals a secret into a vault that was just stored. */
export async function saveVaultSecret(
  tx: Tx,
  keys: SecretKeys,
  place: VaultPlace,
  { fieldId, secret, now }: { fieldId: string; secret: Secret; now: Date },
): Promise<void> {
  const secretPlace = placeOf(place, fieldId);
  await tx.reviewVaultSecret.create({
    data: {
      versionId: place.versionId,
      fieldId,
      sealed: keys.seal(secret, secretPlace),
      fingerprint: keys.fingerprint(secret, secretPlace),
      storedAt: now,
    },
  });
}

/**
 * Opens the secrets of a vault that hasn't expired, by the ID of their field; `undefined` stands for one that is stored
 * but does not open. Callers record the use in the audit log.
 */
export async function openVaultSecrets(
  db: Db | Tx,
  keys: SecretKeys,
  place: VaultPlace,
  now = new Date(),
): Promise<Map<string, Secret | undefined>> {
  const { organizationId, versionId } = place;
  const rows = await db.reviewVaultSecret.findMany({
    where: { versionId, vault: { organizationId, expiresAt: { gt: now } } },
    select: { fieldId: true, sealed: true },
  });
  return new Map(rows.map(({ fieldId, sealed }) => [fieldId, openSealed(keys, sealed, placeOf(place, fieldId))]));
}

/** Ends a vault: nothing of it is left. False: there is none. */
export async function deleteVault(db: Db | Tx, { organizationId, versionId }: VaultPlace): Promise<boolean> {
  const { count } = await db.reviewVault.deleteMany({ where: { versionId, organizationId } });
  return count === 1;
}

/** The version of a destination whose vault was stored last; undefined where none is open. */
export async function findNewestVaultVersion(
  db: Db | Tx,
  { organizationId, destinationId }: { organizationId: string; destinationId: string },
  now: Date,
): Promise<string | undefined> {
  const row = await db.reviewVault.findFirst({
    where: { organizationId, version: { destinationId }, expiresAt: { gt: now } },
    orderBy: { storedAt: "desc" },
    select: { versionId: true },
  });
  return row?.versionId;
}

/** Ends the vaults of a destination's other versions: a newer submission takes their place. Returns whose those were. */
export async function deleteOtherVaults(
  tx: Tx,
  { organizationId, destinationId }: { organizationId: string; destinationId: string },
  exceptVersionId: string,
): Promise<string[]> {
  const where = { organizationId, version: { destinationId }, versionId: { not: exceptVersionId } };
  const rows = await tx.reviewVault.findMany({ where, select: { versionId: true } });
  await tx.reviewVault.deleteMany({ where });
  return rows.map(({ versionId }) => versionId);
}

/** Brings the end of a vault forward, if it isn't earlier already. */
export async function shortenVault(tx: Tx, { organizationId, versionId }: VaultPlace, until: Date): Promise<void> {
  await tx.reviewVault.updateMany({
    where: { versionId, organizationId, expiresAt: { gt: until } },
    data: { expiresAt: until },
  });
}

/** What happened to a version's vault, the newest first, as the audit log has it. */
export async function listVaultUses(db: Db | Tx, versionId: string) {
  return db.auditEntry.findMany({
    where: { subject: versionId, action: { startsWith: "vault." } },
    orderBy: { id: "desc" },
    take: 50,
    select: { action: true, at: true, actorName: true, details: true },
  });
}

const dayMs = 24 * 60 * 60 * 1000;

/** Deletes what has expired, and what belongs to a review that was decided long enough ago; returns which those were. */
export async function deleteExpiredVaults(db: Db | Tx, now: Date): Promise<VaultPlace[]> {
  const decidedBefore = new Date(now.getTime() - vaultDaysAfterDecision * dayMs);
  const deleted = await db.$queryRaw`
    DELETE FROM review_vault USING destination_version AS version
    WHERE version.id = review_vault.version_id
      AND (review_vault.expires_at <= ${now}::timestamp
        OR (version.status <> 'in_review' AND version.decided_at <= ${decidedBefore}::timestamp))
    RETURNING review_vault.version_id AS "versionId", review_vault.organization_id AS "organizationId"`;
  return z.array(z.object({ versionId: z.string(), organizationId: z.string() })).parse(deleted);
}

// ------------------------------------------------------------------ sealing everything again

/** How many secrets of vaults each key has sealed. */
export async function countVaultSecretsByKey(db: Db | Tx): Promise<Map<string, number>> {
  const rows = await db.$queryRaw`
    SELECT split_part(sealed, '.', 2) AS "keyId", count(*)::int AS count
    FROM review_vault_secret GROUP BY 1 ORDER BY 1`;
  return countsByKey(rows);
}

/** The place of a secret in the order in which all of them are sealed again. */
interface VaultSecretCursor {
  versionId: string;
  fieldId: string;
}

const beforeAll: VaultSecretCursor = { versionId: "00000000-0000-0000-0000-000000000000", fieldId: "" };

const sealedRows = z.array(
  z.object({ organizationId: z.string(), versionId: z.string(), fieldId: z.string(), sealed: z.string() }),
);

/**
 * Seals the next secrets under the current key, all in the caller's transaction; rows are locked, so that one that is
 * stored at the same moment is not overwritten. Returns where it got to (undefined: there are no more) and how many it
 * sealed; a row that does not open stays as it is and is counted.
 */
export async function resealNextVaultSecrets(
  tx: Tx,
  keys: SecretKeys,
  after: VaultSecretCursor | undefined,
  limit: number,
): Promise<{ last?: VaultSecretCursor; resealed: number; unreadable: number }> {
  const { versionId, fieldId } = after ?? beforeAll;
  const found = await tx.$queryRaw`
    SELECT review_vault.organization_id AS "organizationId", review_vault_secret.version_id AS "versionId",
      field_id AS "fieldId", sealed
    FROM review_vault_secret JOIN review_vault ON review_vault.version_id = review_vault_secret.version_id
    WHERE (review_vault_secret.version_id, field_id) > (${versionId}::uuid, ${fieldId})
      AND split_part(sealed, '.', 2) <> ${keys.currentId}
    ORDER BY review_vault_secret.version_id, field_id
    LIMIT ${limit}
    FOR UPDATE OF review_vault_secret`;
  return resealRows(keys, sealedRows.parse(found), {
    placeOf: (row) => placeOf(row, row.fieldId),
    store: ({ versionId, fieldId }, data) =>
      tx.reviewVaultSecret.update({ where: { versionId_fieldId: { versionId, fieldId } }, data }),
  });
}
