import "server-only";
import { planUpgrade, type UpgradePlan } from "@/lib/destination/upgrade-plan";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findInstallation, type InstallationRow } from "@/lib/server/repositories/installations";
import { findOffered, type PublishedVersion } from "@/lib/server/repositories/offered-versions";
import { noInstallation } from "./installation-form";

export interface ReadUpgrade {
  installation: InstallationRow;
  target: PublishedVersion;
  plan: UpgradePlan;
}

/** What the way to the newest version comes to. Refuses where the installation is on it already. */
export async function readUpgrade(actor: Actor, installationId: string): Promise<ReadUpgrade> {
  const { organizationId } = actor;
  const installation = await findInstallation(db, { organizationId, installationId });
  if (!installation) throw noInstallation();
  const { version, destinationId, answers, secrets } = installation;
  const target = await findOffered(db, organizationId, destinationId);
  if (!target || target.submittedAt <= version.submittedAt) {
    throw new AppError("conflict", `Version ${version.number} is the newest that this installation can have.`);
  }
  const secretIds = secrets.map(({ fieldId }) => fieldId);
  return { installation, target, plan: planUpgrade(version.definition, target.definition, answers, secretIds) };
}
