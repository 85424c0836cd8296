import "server-only";
import type { z } from "zod";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { isSameJson } from "@/lib/destination/same-json";
import { AppError } from "@/lib/errors";
import type { ConnectionTestResult, SavedInstallation, saveInstallationBody } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import {
  findInstallation,
  type InstallationOwner,
  type InstallationRow,
  lockInstallation,
  updateInstallation,
} from "@/lib/server/repositories/installations";
import { type ConnectionEffects, callConnectionTest, connectionEffects } from "./call-connection-test";
import {
  assertAnswers,
  assertNameFree,
  changedSecrets,
  noInstallation,
  refuseTakenName,
  secretsOf,
  storeSecrets,
} from "./installation-form";
import { openForTest } from "./open-for-test";

type Body = z.output<typeof saveInstallationBody>;

/**
 * Stores the answers of an installation in place of those before, if nobody else has since. With `isTestedFirst` the
 * partner is called before anything is stored, and a failure is the answer.
 */
export async function saveInstallation(
  actor: Actor,
  installationId: string,
  body: Body,
  effects: ConnectionEffects = connectionEffects(),
): Promise<SavedInstallation> {
  const owner = { organizationId: actor.organizationId, installationId };
  const found = await findInstallation(db, owner);
  assertSavable(found, body);
  await assertNameFree(db, { ...found, name: body.name }, installationId);
  const test = body.isTestedFirst ? await testForm(actor, found, body, effects) : undefined;
  if (test && test.outcome.kind !== "success") return { result: "not_connected", test };
  const revision = await db
    .$transaction((tx) => store(tx, actor, owner, body, test, effects.now()))
    .catch((error: unknown) => refuseTakenName(error, body.name));
  return { result: "saved", id: installationId, revision };
}

function assertSavable(found: InstallationRow | undefined, body: Body): asserts found is InstallationRow {
  if (!found) throw noInstallation();
  assertRevision(found, body.revision);
  const storedSecretIds = found.secrets.map(({ fieldId }) => fieldId);
  assertAnswers(body, {
    definition: found.version.definition,
    storedSecretIds,
    properties: found.project.properties,
  });
}

/** Of two who change one installation at once, the later one is told what the other has made of it. */
export function assertRevision({ revision, name, answers, version }: InstallationRow, expected: number): void {
  if (revision === expected) return;
  throw new AppError(
    "stale_revision",
    "Somebody else has changed this installation since you opened it. Nothing was saved.",
    { theirs: { revision, name, answers, versionId: version.id } },
  );
}

async function testForm(actor: Actor, found: InstallationRow, body: Body, effects: ConnectionEffects) {
  const { version, project, destinationId } = found;
  const { definition } = version;
  const secrets = secretsOf(body, await openForTest(actor, found.id, definition, body));
  const { answers } = body;
  return callConnectionTest(actor, { destinationId, definition, project, answers, secrets }, effects);
}

async function store(
  tx: Tx,
  actor: Actor,
  owner: InstallationOwner,
  body: Body,
  test: ConnectionTestResult | undefined,
  now: Date,
): Promise<number> {
  const locked = await lockInstallation(tx, owner);
  assertSavable(locked, body);
  await assertNameFree(tx, { ...locked, name: body.name }, locked.id);
  const isOnlyRenamed =
    isSameJson(locked.answers, body.answers) &&
    Object.keys(body.secrets).length === 0 &&
    !body.deletedSecrets.some((id) => asksForSecret(locked, id));
  await updateInstallation(tx, owner, {
    name: body.name,
    answers: body.answers,
    connectionTest: test ?? (isOnlyRenamed ? locked.connectionTest : null),
  });
  await storeSecrets(tx, owner, body, now);
  await auditLog.record(tx, actor, "installation.saved", locked.id, {
    name: body.name,
    ...(locked.name !== body.name && { nameBefore: locked.name }),
    ...(!isSameJson(locked.answers, body.answers) && { changedAnswers: changedAnswers(locked.answers, body.answers) }),
    ...changedSecrets(body),
  });
  return locked.revision + 1;
}

/** Not one that is only kept for a rollback. */
function asksForSecret({ version }: InstallationRow, fieldId: string): boolean {
  return version.definition.fields.some((field) => field.id === fieldId && isSecretField(field));
}

/** Which questions have another answer now. The answers themselves may be personal and stay out of the log. */
function changedAnswers(before: Body["answers"], after: Body["answers"]): string[] {
  const parts = ["settings", "mappings", "actions"] as const;
  return parts.flatMap((part) => {
    const ids = new Set([...Object.keys(before[part]), ...Object.keys(after[part])]);
    return [...ids].filter((id) => !isSameJson(before[part][id] ?? null, after[part][id] ?? null)).sort();
  });
}
