import "server-only";
import type { z } from "zod";
import type { deleteInstallationQuery } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as installations from "@/lib/server/repositories/installations";
import { noInstallation } from "./installation-form";

/** Deletes an installation with its answers, secrets and history of upgrades. What it made at the partner stays there. */
export async function deleteInstallation(
  actor: Actor,
  installationId: string,
  { lists }: z.output<typeof deleteInstallationQuery>,
): Promise<void> {
  const owner = { organizationId: actor.organizationId, installationId };
  await db.$transaction(async (tx) => {
    const installation = await installations.lockInstallation(tx, owner);
    if (!installation) throw noInstallation();
    await installations.deleteInstallation(tx, owner);
    await auditLog.record(tx, actor, "installation.deleted", installationId, {
      name: installation.name,
      displayName: installation.version.connectionInfo.displayName,
      number: installation.version.number,
      lists,
    });
  });
}
