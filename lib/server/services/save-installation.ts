import "server-only";
import type { z } from "zod";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { isSameJson } from "@/lib/destination/same-json";
import type { SavedInstallation, saveInstallationBody } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import type { Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { type InstallationRow, updateInstallation } from "@/lib/server/repositories/installations";
import type { ConnectionEffects } from "./call-connection-test";
import { type ChangeFacts, changeInstallation } from "./change-installation";
import { assertAnswers, changedSecrets, storeSecrets } from "./installation-form";

type Body = z.output<typeof saveInstallationBody>;

/** Stores the answers of an installation in place of those before. */
export async function saveInstallation(
  actor: Actor,
  installationId: string,
  body: Body,
  effects?: ConnectionEffects,
): Promise<SavedInstallation> {
  return changeInstallation(
    actor,
    installationId,
    body,
    ({ version }) => ({
      definition: version.definition,
      prepare: (found) => assertSavable(found, body),
      secretsFor: () => body,
      store: (tx, locked, _, facts) => store(tx, actor, locked, body, facts),
    }),
    effects,
  );
}

function assertSavable({ version, secrets, project }: InstallationRow, body: Body): void {
  const storedSecretIds = secrets.map(({ fieldId }) => fieldId);
  assertAnswers(body, { definition: version.definition, storedSecretIds, properties: project.properties });
}

async function store(tx: Tx, actor: Actor, locked: InstallationRow, body: Body, { owner, test, now }: ChangeFacts) {
  const { name, answers } = body;
  const isOnlyRenamed =
    isSameJson(locked.answers, answers) &&
    Object.keys(body.secrets).length === 0 &&
    !body.deletedSecrets.some((id) => asksForSecret(locked, id));
  const connectionTest = test ?? (isOnlyRenamed ? locked.connectionTest : null);
  await updateInstallation(tx, owner, { name, answers, connectionTest });
  await storeSecrets(tx, owner, body, now);
  await auditLog.record(tx, actor, "installation.saved", locked.id, {
    name,
    ...(locked.name !== name && { nameBefore: locked.name }),
    ...changedSecrets(body),
  });
}

/** Not one that is only kept for a rollback. */
function asksForSecret({ version }: InstallationRow, fieldId: string): boolean {
  return version.definition.fields.some((field) => field.id === fieldId && isSecretField(field));
}
