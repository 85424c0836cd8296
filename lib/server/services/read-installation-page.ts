import "server-only";
import { installationProblems } from "@/lib/destination/installation-problems";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import {
  findInstallation,
  findNewestChange,
  type InstallationRow,
  listHistory,
} from "@/lib/server/repositories/installations";
import {
  findOffered,
  findPublished,
  listPublished,
  type PublishedVersion,
} from "@/lib/server/repositories/offered-versions";
import { storedSecrets } from "./read-installations";

export interface InstallationPage {
  installation: InstallationRow;
  storedSecrets: { fieldId: string; storedAt: string }[];
  /** Secrets that only the version before asked for: kept as long as the upgrade can be rolled back. */
  keptForRollback: { fieldId: string; storedAt: string }[];
  /** The newer version that it can be upgraded to. */
  newer: PublishedVersion | undefined;
  /** The version with which the destination ended for new installations, where this one could go to no other. */
  ended: { number: string; deprecationNote: string } | undefined;
  /** The version that a rollback leads to. */
  before: { number: string } | undefined;
  /** What is wrong with the answers by now: a user property that is gone, an answer that a rollback could not give back. */
  problems: string[];
  history: Awaited<ReturnType<typeof listHistory>>;
}

/** All that the page of one installation shows; undefined for another organization's. */
export async function readInstallationPage(
  actor: Actor,
  installationId: string,
): Promise<InstallationPage | undefined> {
  const { organizationId } = actor;
  const owner = { organizationId, installationId };
  const installation = await findInstallation(db, owner);
  if (!installation) return undefined;
  const { version, destinationId } = installation;
  const [offered, published, change, history] = await Promise.all([
    findOffered(db, organizationId, destinationId),
    listPublished(db, organizationId, destinationId),
    findNewestChange(db, owner),
    listHistory(db, owner),
  ]);
  const isUpgraded = change?.kind === "upgrade" && change.toVersionId === version.id;
  const before = isUpgraded ? await findPublished(db, organizationId, change.fromVersionId) : undefined;
  const stored = storedSecrets(installation);
  const inUse = new Set(stored.map(({ fieldId }) => fieldId));
  return {
    ...{ installation, before, history },
    storedSecrets: stored,
    keptForRollback: installation.secrets
      .filter(({ fieldId }) => !inUse.has(fieldId))
      .map(({ fieldId, storedAt }) => ({ fieldId, storedAt: storedAt.toISOString() })),
    ended: offered ? undefined : published.find(({ status }) => status === "deprecated"),
    newer: offered && offered.submittedAt > version.submittedAt ? offered : undefined,
    problems: problemsOf(installation, inUse),
  };
}

function problemsOf({ version, answers, project }: InstallationRow, stored: ReadonlySet<string>): string[] {
  const properties = project.properties.map(({ name }) => name);
  const problems = installationProblems(
    version.definition,
    { answers, secrets: {} },
    { storedSecrets: stored, properties },
  );
  return problems.map(({ message }) => message);
}
