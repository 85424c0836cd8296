import "server-only";
import type { z } from "zod";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { planUpgrade, type UpgradePlan } from "@/lib/destination/upgrade-plan";
import { AppError } from "@/lib/errors";
import type { InstallationAnswers, SavedInstallation, upgradeInstallationBody } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { deleteInstallationSecrets } from "@/lib/server/repositories/installation-secrets";
import {
  createChange,
  forgetChanges,
  type InstallationRow,
  updateInstallation,
} from "@/lib/server/repositories/installations";
import { findPublished, type PublishedVersion } from "@/lib/server/repositories/offered-versions";
import { lockInstallable } from "@/lib/server/repositories/versions";
import type { ConnectionEffects } from "./call-connection-test";
import { type ChangeFacts, changeInstallation } from "./change-installation";
import { notInstallable } from "./install-destination";
import { assertAnswers, changedSecrets, storeSecrets } from "./installation-form";

type Body = z.output<typeof upgradeInstallationBody>;

/**
 * Takes an installation over to a newer version: the answers are those that the newer one asks for, the secrets that
 * still fit stay sealed as they are. What it was before is kept, so that it can be rolled back (SPEC 15).
 */
export async function upgradeInstallation(
  actor: Actor,
  installationId: string,
  body: Body,
  effects?: ConnectionEffects,
): Promise<SavedInstallation> {
  return changeInstallation(
    actor,
    installationId,
    body,
    async (installed) => {
      const target = await findTarget(actor, installed, body.versionId);
      return {
        definition: target.definition,
        prepare: (found) => prepare(found, target, body),
        secretsFor: ({ secrets, outdated }) => ({ secrets, deletedSecrets: [...body.deletedSecrets, ...outdated] }),
        lock: async (tx) => {
          if (!(await lockInstallable(tx, actor.organizationId, target.id))) throw notInstallable(target);
        },
        store: (tx, locked, prepared, facts) => store(tx, actor, locked, { ...prepared, target, body }, facts),
      };
    },
    effects,
  );
}

async function findTarget(actor: Actor, found: InstallationRow, versionId: string): Promise<PublishedVersion> {
  const target = await findPublished(db, actor.organizationId, versionId);
  if (!target || target.destinationId !== found.destinationId) {
    throw new AppError("not_found", "There is no such version of this destination.");
  }
  if (target.submittedAt <= found.version.submittedAt) {
    const message = `This installation is on version ${found.version.number} already, and ${target.number} isn't newer. Reload the page.`;
    throw new AppError("conflict", message);
  }
  return target;
}

interface PreparedUpgrade {
  /** The secrets to be sealed: those given, and answers that have become secret. */
  secrets: Record<string, string>;
  /** Fields of the newer version whose stored secrets don't hold any more: they must not be used by it. */
  outdated: string[];
}

/** What the upgrade comes to with the installation as it is now; refuses answers that the newer version doesn't take. */
function prepare(found: InstallationRow, target: PublishedVersion, body: Body): PreparedUpgrade {
  const storedIds = found.secrets.map(({ fieldId }) => fieldId);
  const plan = planUpgrade(found.version.definition, target.definition, found.answers, storedIds);
  const secrets = { ...toSeal(plan, body), ...body.secrets };
  assertAnswers(
    { ...body, secrets },
    { definition: target.definition, storedSecretIds: plan.carriedSecretIds, properties: found.project.properties },
  );
  const held = new Set([...plan.carriedSecretIds, ...Object.keys(secrets)]);
  const outdated = target.definition.fields
    .filter((field) => isSecretField(field) && storedIds.includes(field.id) && !held.has(field.id))
    .map(({ id }) => id);
  return { secrets, outdated };
}

function toSeal(plan: UpgradePlan, { deletedSecrets }: Body): Record<string, string> {
  return Object.fromEntries(Object.entries(plan.toSeal).filter(([id]) => !deletedSecrets.includes(id)));
}

interface Upgrade extends PreparedUpgrade {
  body: Body;
  target: PublishedVersion;
}

async function store(
  tx: Tx,
  actor: Actor,
  locked: InstallationRow,
  { body, target, secrets, outdated }: Upgrade,
  { owner, test, now }: ChangeFacts,
): Promise<void> {
  const { version } = locked;
  await forgetChanges(tx, owner);
  await createChange(tx, {
    installationId: locked.id,
    kind: "upgrade",
    fromVersionId: version.id,
    toVersionId: target.id,
    answersBefore: withoutSecrets(locked.answers, target),
    userId: actor.userId,
    createdAt: now,
  });
  const { name, answers } = body;
  await updateInstallation(tx, owner, { name, answers, versionId: target.id, connectionTest: test ?? null });
  await deleteInstallationSecrets(tx, owner, [...outdated, ...neitherAsks(locked, target)]);
  await storeSecrets(tx, owner, { secrets, deletedSecrets: body.deletedSecrets }, now);
  await auditLog.record(tx, actor, "installation.upgraded", locked.id, {
    name,
    from: version.number,
    to: target.number,
    ...changedSecrets({ secrets, deletedSecrets: [...body.deletedSecrets, ...outdated] }),
  });
}

/** What has become a secret is kept sealed and nowhere else, not even for a rollback. */
function withoutSecrets(answers: InstallationAnswers, { definition }: PublishedVersion): InstallationAnswers {
  const secret = new Set(definition.fields.filter(isSecretField).map(({ id }) => id));
  const settings = Object.fromEntries(Object.entries(answers.settings).filter(([id]) => !secret.has(id)));
  return { ...answers, settings };
}

/** Secrets kept for a rollback of an upgrade before this one, which can't be rolled back any more. */
function neitherAsks({ version, secrets }: InstallationRow, target: PublishedVersion): string[] {
  const asking = [...version.definition.fields, ...target.definition.fields].filter(isSecretField);
  return secrets.map(({ fieldId }) => fieldId).filter((id) => !asking.some((field) => field.id === id));
}
