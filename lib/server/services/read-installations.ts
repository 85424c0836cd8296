import "server-only";
import { isSecretField } from "@/lib/destination/mask-secrets";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findInstallation, type InstallationRow, listInstallations } from "@/lib/server/repositories/installations";
import { listOffered } from "@/lib/server/repositories/offered-versions";
import { noInstallation } from "./installation-form";

/** One line of the list: what it is of, and whether there is a newer version of it. */
function summaryOf(row: InstallationRow, newer: { id: string; number: string } | undefined) {
  const { id, name, status, version, project, destinationId, createdAt, updatedAt } = row;
  return {
    ...{ id, name, status, destinationId, revision: row.revision },
    project: { id: project.id, name: project.name },
    displayName: version.connectionInfo.displayName,
    logoId: version.connectionInfo.logoId,
    kind: version.definition.kind,
    version: { id: version.id, number: version.number, status: version.status },
    newerVersion: newer ? { id: newer.id, number: newer.number } : null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
export type InstallationSummary = ReturnType<typeof summaryOf>;

/** Everything that the actor's organization has installed. */
export async function readInstallations(actor: Actor): Promise<InstallationSummary[]> {
  return summariesOf(actor, await listInstallations(db, actor.organizationId));
}

/** These installations of the actor's organization, each with the version that it can be upgraded to. */
export async function summariesOf(actor: Actor, rows: readonly InstallationRow[]): Promise<InstallationSummary[]> {
  const newer = await newerVersions(actor, rows);
  return rows.map((row) => summaryOf(row, newer.get(row.id)));
}

/** One, with its answers. Of secrets it says which are stored and since when; they are never given back. */
export async function readInstallation(actor: Actor, installationId: string) {
  const row = await findInstallation(db, { organizationId: actor.organizationId, installationId });
  if (!row) throw noInstallation();
  const newer = (await newerVersions(actor, [row])).get(row.id);
  return {
    ...summaryOf(row, newer),
    answers: row.answers,
    secrets: storedSecrets(row),
    connectionTest: row.connectionTest,
  };
}

/** The stored secrets that this version asks for. */
export function storedSecrets({ secrets, version }: InstallationRow): { fieldId: string; storedAt: string }[] {
  const secretIds = new Set(version.definition.fields.filter(isSecretField).map(({ id }) => id));
  return secrets
    .filter(({ fieldId }) => secretIds.has(fieldId))
    .map(({ fieldId, storedAt }) => ({ fieldId, storedAt: storedAt.toISOString() }));
}

/** Installation ID → the version that it can be upgraded to. */
async function newerVersions(actor: Actor, rows: readonly InstallationRow[]) {
  const destinationIds = [...new Set(rows.map(({ destinationId }) => destinationId))];
  const offered = new Map(
    (await listOffered(db, actor.organizationId, destinationIds)).map((row) => [row.destinationId, row]),
  );
  return new Map(
    rows.flatMap(({ id, destinationId, version }) => {
      const newest = offered.get(destinationId);
      return newest && newest.submittedAt > version.submittedAt ? [[id, newest] as const] : [];
    }),
  );
}
