import "server-only";
import type { InstallationStatus } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { lockInstallation, setInstallationStatus } from "@/lib/server/repositories/installations";
import { noInstallation } from "./installation-form";

/** Pauses an installation, or has it go on. One that is so already stays so, and nothing is recorded. */
export async function changeInstallationStatus(
  actor: Actor,
  installationId: string,
  status: InstallationStatus,
): Promise<{ status: InstallationStatus }> {
  const owner = { organizationId: actor.organizationId, installationId };
  return db.$transaction(async (tx) => {
    const installation = await lockInstallation(tx, owner);
    if (!installation) throw noInstallation();
    if (await setInstallationStatus(tx, owner, status)) {
      const action = status === "paused" ? "installation.paused" : "installation.resumed";
      await auditLog.record(tx, actor, action, installationId, { name: installation.name });
    }
    return { status };
  });
}
