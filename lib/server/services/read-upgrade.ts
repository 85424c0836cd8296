import "server-only";
import { planUpgrade, type UpgradePlan } from "@/lib/destination/upgrade-plan";
import { AppError } from "@/lib/errors";
import type { StoredInstallationSecret } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findInstallation, type InstallationRow } from "@/lib/server/repositories/installations";
import {
  findOffered,
  listPublished,
  type PublishedRow,
  type PublishedVersion,
} from "@/lib/server/repositories/offered-versions";
import { noInstallation } from "./installation-form";

export interface ReadUpgrade {
  installation: InstallationRow;
  target: PublishedVersion;
  /** Without the answers that become secrets: of those only the fields are told. */
  plan: Omit<UpgradePlan, "toSeal"> & { sealedFields: string[] };
}

/** What the way to the newest version comes to. Refuses where the installation is on it already. */
export async function readUpgrade(actor: Actor, installationId: string): Promise<ReadUpgrade> {
  const upgrade = await findUpgrade(actor, installationId);
  if (!upgrade) throw noInstallation();
  if (upgrade.result === "newest") {
    throw new AppError("conflict", `Version ${upgrade.number} is the newest that this installation can have.`);
  }
  return upgrade;
}

async function findUpgrade({ organizationId }: Actor, installationId: string) {
  const installation = await findInstallation(db, { organizationId, installationId });
  if (!installation) return undefined;
  const { version, destinationId, answers, secrets } = installation;
  const target = await findOffered(db, organizationId, destinationId);
  if (!target || target.submittedAt <= version.submittedAt) {
    return { result: "newest" as const, number: version.number };
  }
  const secretIds = secrets.map(({ fieldId }) => fieldId);
  const { toSeal, ...plan } = planUpgrade(version.definition, target.definition, answers, secretIds);
  return {
    result: "newer" as const,
    ...{ installation, target },
    plan: { ...plan, sealedFields: Object.keys(toSeal) },
  };
}

export interface UpgradePage extends ReadUpgrade {
  result: "newer";
  /** The secrets that the newer version goes on with, and since when they are known. */
  storedSecrets: StoredInstallationSecret[];
  /** What was published since the version that is installed, newest first. */
  newer: PublishedRow[];
}

/** All that the page of an upgrade shows; undefined for another organization's installation. */
export async function readUpgradePage(
  actor: Actor,
  installationId: string,
): Promise<UpgradePage | { result: "newest"; number: string } | undefined> {
  const upgrade = await findUpgrade(actor, installationId);
  if (upgrade?.result !== "newer") return upgrade;
  const { installation, target, plan } = upgrade;
  const published = await listPublished(db, actor.organizationId, installation.destinationId);
  const { submittedAt } = installation.version;
  const storedAt = new Map(installation.secrets.map((secret) => [secret.fieldId, secret.storedAt]));
  return {
    ...upgrade,
    storedSecrets: [...plan.carriedSecretIds, ...plan.sealedFields].map((fieldId) => ({
      fieldId,
      storedAt: (storedAt.get(fieldId) ?? installation.updatedAt).toISOString(),
    })),
    newer: published.filter((row) => row.submittedAt > submittedAt && row.submittedAt <= target.submittedAt),
  };
}
