import "server-only";
import type { CustomField } from "@/lib/destination/definition";
import { visibleFields } from "@/lib/destination/effective-settings";
import { byVariable } from "@/lib/destination/installation-answers";
import { installationProblems } from "@/lib/destination/installation-problems";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { AppError } from "@/lib/errors";
import type { RolledBackInstallation } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { deleteInstallationSecrets } from "@/lib/server/repositories/installation-secrets";
import {
  createChange,
  findNewestChange,
  forgetChanges,
  type InstallationChangeRow,
  type InstallationRow,
  lockInstallation,
  setInstallationStatus,
  updateInstallation,
} from "@/lib/server/repositories/installations";
import { findPublished, type PublishedVersion } from "@/lib/server/repositories/offered-versions";
import { assertRevision } from "./change-installation";
import { noInstallation } from "./installation-form";

/**
 * Takes the newest upgrade of an installation back: the version and the answers are those of before. A secret that was
 * replaced since is not stored any more, so the newer one stays; whatever else can't be given back is said in `notes`,
 * and where an answer is missing the installation is paused until it is given.
 */
export async function rollbackInstallation(
  actor: Actor,
  installationId: string,
  { revision }: { revision: number },
  now = new Date(),
): Promise<RolledBackInstallation> {
  const owner = { organizationId: actor.organizationId, installationId };
  return db.$transaction(async (tx) => {
    const locked = await lockInstallation(tx, owner);
    if (!locked) throw noInstallation();
    assertRevision(locked, revision);
    const change = await findNewestChange(tx, owner);
    const before = change && (await findBefore(tx, actor, locked, change));
    if (!before) throw new AppError("conflict", "There is no upgrade to roll back. Reload the page.");
    const { notes, missing, newerSecretIds } = compare(locked, before, change);
    await forgetChanges(tx, owner);
    await createChange(tx, {
      installationId,
      kind: "rollback",
      fromVersionId: locked.version.id,
      toVersionId: before.id,
      answersBefore: locked.answers,
      userId: actor.userId,
      createdAt: now,
    });
    await updateInstallation(tx, owner, {
      answers: change.answersBefore,
      versionId: before.id,
      connectionTest: null,
    });
    await deleteInstallationSecrets(tx, owner, newerSecretIds);
    if (missing > 0) await setInstallationStatus(tx, owner, "paused");
    const { name, version } = locked;
    await auditLog.record(tx, actor, "installation.rolled_back", installationId, {
      ...{ name, from: version.number, to: before.number, notes },
      ...(missing > 0 && locked.status === "active" && { isPaused: true }),
    });
    return { revision: locked.revision + 1, notes };
  });
}

/** The version before, if the newest change is an upgrade to the version that is installed. */
export async function findBefore(
  tx: Tx,
  { organizationId }: Actor,
  { version }: InstallationRow,
  change: InstallationChangeRow,
): Promise<PublishedVersion | undefined> {
  if (change.kind !== "upgrade" || change.toVersionId !== version.id) return undefined;
  return findPublished(tx, organizationId, change.fromVersionId);
}

interface Comparison {
  notes: string[];
  /** How many answers the older version misses. */
  missing: number;
  /** Secrets that the older version has no use for. */
  newerSecretIds: string[];
}

function compare(locked: InstallationRow, before: PublishedVersion, change: InstallationChangeRow): Comparison {
  const stored = new Map(locked.secrets.map(({ fieldId, storedAt }) => [fieldId, storedAt]));
  const { definition } = before;
  const ofBefore = new Map(definition.fields.map((field) => [field.id, field]));
  const newerSecretIds = [...stored.keys()].filter((id) => {
    const field = ofBefore.get(id);
    return !field || !isSecretField(field);
  });
  const problems = installationProblems(
    definition,
    { answers: change.answersBefore, secrets: {} },
    { storedSecrets: new Set(stored.keys()), properties: locked.project.properties.map(({ name }) => name) },
  );
  const newer = `version ${locked.version.number}`;
  const { settings } = byVariable(definition, change.answersBefore);
  const asked = visibleFields(definition, settings).filter(({ perSync }) => !perSync);
  const replaced = asked.filter((field) => {
    const storedAt = stored.get(field.id);
    return isSecretField(field) && storedAt !== undefined && storedAt >= change.createdAt;
  });
  const notes = [
    ...replaced.map(
      (field) => `${nameOf(field)}: the secret given since the upgrade stays. The one before isn't stored any more.`,
    ),
    ...newerSecretIds.flatMap((id): string[] => {
      const field = locked.version.definition.fields.find((each) => each.id === id);
      if (!field) return [];
      return ofBefore.has(id)
        ? [
            `${nameOf(field)} was sealed as a secret with ${newer} and can't be shown again. Answer it anew where it is asked for.`,
          ]
        : [`${nameOf(field)}, which only ${newer} asks for, is deleted.`];
    }),
    ...problems.map(({ message }) => message),
    ...(problems.length > 0 ? ["The installation is paused until this is answered."] : []),
    ...(before.status === "deprecated"
      ? [`Version ${before.number} is deprecated. ${before.deprecationNote}`.trim()]
      : []),
  ];
  return { notes, missing: problems.length, newerSecretIds };
}

function nameOf({ displayName, variable }: CustomField): string {
  return displayName || variable;
}
