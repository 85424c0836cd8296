/**
 * The secrets of installations. A secret goes in and comes out as a `Secret` and is sealed in between, so that no caller
 * can store one in the clear or read it as a text. Every query names the organization but those that seal everything again.
 */
import "server-only";
import { z } from "zod";
import type { Db, Tx } from "@/lib/server/db";
import type { SecretKeys, SecretPlace } from "@/lib/server/sealed-secrets";
import type { Secret } from "@/lib/server/secret";
import type { InstallationOwner } from "./installations";
import { countsByKey, openSealed, resealRows } from "./sealed-rows";

/** The whole key of the row, so that a sealed secret opens for this installation only, wherever it is put. */
function placeOf({ organizationId, installationId }: InstallationOwner, fieldId: string): SecretPlace {
  return { organizationId, table: "installation_secret", row: [installationId], field: fieldId };
}

/** Seals a secret of an installation that exists, in place of the one before. */
export async function saveInstallationSecret(
  tx: Tx,
  keys: SecretKeys,
  owner: InstallationOwner,
  { fieldId, secret, now }: { fieldId: string; secret: Secret; now: Date },
): Promise<void> {
  const place = placeOf(owner, fieldId);
  const sealed = keys.seal(secret, place);
  const fingerprint = keys.fingerprint(secret, place);
  await tx.$executeRaw`
    INSERT INTO installation_secret (installation_id, field_id, sealed, fingerprint, stored_at)
    SELECT id, ${fieldId}, ${sealed}, ${fingerprint}, ${now}::timestamp
    FROM installation WHERE id = ${owner.installationId}::uuid AND organization_id = ${owner.organizationId}
    ON CONFLICT (installation_id, field_id)
    DO UPDATE SET sealed = excluded.sealed, fingerprint = excluded.fingerprint, stored_at = excluded.stored_at`;
}

/** Opens those of these fields, by the ID of the field; `undefined` stands for one that is stored but does not open. */
export async function openInstallationSecrets(
  db: Db | Tx,
  keys: SecretKeys,
  owner: InstallationOwner,
  fieldIds: readonly string[],
): Promise<Map<string, Secret | undefined>> {
  const { organizationId, installationId } = owner;
  const rows = await db.installationSecret.findMany({
    where: { installationId, installation: { organizationId }, fieldId: { in: [...fieldIds] } },
    select: { fieldId: true, sealed: true },
  });
  return new Map(rows.map(({ fieldId, sealed }) => [fieldId, openSealed(keys, sealed, placeOf(owner, fieldId))]));
}

export async function deleteInstallationSecrets(
  tx: Tx,
  { organizationId, installationId }: InstallationOwner,
  fieldIds: readonly string[],
): Promise<void> {
  if (fieldIds.length === 0) return;
  await tx.installationSecret.deleteMany({
    where: { installationId, fieldId: { in: [...fieldIds] }, installation: { organizationId } },
  });
}

// ------------------------------------------------------------------ sealing everything again

/** How many secrets each key has sealed. */
export async function countInstallationSecretsByKey(db: Db | Tx): Promise<Map<string, number>> {
  const rows = await db.$queryRaw`
    SELECT split_part(sealed, '.', 2) AS "keyId", count(*)::int AS count FROM installation_secret GROUP BY 1 ORDER BY 1`;
  return countsByKey(rows);
}

/** The place of a secret in the order in which all of them are sealed again. */
interface InstallationSecretCursor {
  installationId: string;
  fieldId: string;
}

const beforeAll: InstallationSecretCursor = { installationId: "00000000-0000-0000-0000-000000000000", fieldId: "" };

const sealedRows = z.array(
  z.object({ organizationId: z.string(), installationId: z.string(), fieldId: z.string(), sealed: z.string() }),
);

/**
 * Seals the next secrets under the current key, all in the caller's transaction; rows are locked, so that one that is
 * saved at the same moment is not overwritten. Returns where it got to (undefined: there are no more) and how many it
 * sealed; a row that does not open stays as it is and is counted.
 */
export async function resealNextInstallationSecrets(
  tx: Tx,
  keys: SecretKeys,
  after: InstallationSecretCursor | undefined,
  limit: number,
): Promise<{ last?: InstallationSecretCursor; resealed: number; unreadable: number }> {
  const { installationId, fieldId } = after ?? beforeAll;
  const found = await tx.$queryRaw`
    SELECT installation.organization_id AS "organizationId", installation_id AS "installationId",
      field_id AS "fieldId", sealed
    FROM installation_secret JOIN installation ON installation.id = installation_id
    WHERE (installation_id, field_id) > (${installationId}::uuid, ${fieldId})
      AND split_part(sealed, '.', 2) <> ${keys.currentId}
    ORDER BY installation_id, field_id
    LIMIT ${limit}
    FOR UPDATE OF installation_secret`;
  return resealRows(keys, sealedRows.parse(found), {
    placeOf: (row) => placeOf(row, row.fieldId),
    store: ({ installationId, fieldId }, data) =>
      tx.installationSecret.update({ where: { installationId_fieldId: { installationId, fieldId } }, data }),
  });
}
