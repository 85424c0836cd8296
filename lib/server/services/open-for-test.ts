import "server-only";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { openInstallationSecrets } from "@/lib/server/repositories/installation-secrets";
import { secretKeys } from "@/lib/server/sealed-secrets";
import type { Secret } from "@/lib/server/secret";

/**
 * Opens the stored secrets of an installation that a connection test may need: those of the definition's own fields, but
 * for the ones that the form replaces or deletes. The audit log says who had them opened, whatever comes of the test.
 */
export async function openForTest(
  actor: Actor,
  installationId: string,
  definition: DestinationDefinition,
  { secrets, deletedSecrets }: { secrets: Readonly<Record<string, string>>; deletedSecrets: readonly string[] },
): Promise<Map<string, Secret | undefined>> {
  const owner = { organizationId: actor.organizationId, installationId };
  const wanted = definition.fields
    .filter((field) => isSecretField(field) && !Object.hasOwn(secrets, field.id) && !deletedSecrets.includes(field.id))
    .map(({ id }) => id);
  const opened = await openInstallationSecrets(db, secretKeys(), owner, wanted);
  if (opened.size > 0) {
    const usedSecrets = [...opened.keys()].sort();
    await db.$transaction((tx) => auditLog.record(tx, actor, "installation.tested", installationId, { usedSecrets }));
  }
  return opened;
}
