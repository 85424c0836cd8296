import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { ConnectionTestResult, connectionTestBody } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findInstallation, saveConnectionTest } from "@/lib/server/repositories/installations";
import { type ConnectionEffects, callConnectionTest, connectionEffects } from "./call-connection-test";
import { findSubject } from "./install-destination";
import { assertAnswers, noInstallation, secretsOf } from "./installation-form";
import { openForTest } from "./open-for-test";

type Body = z.output<typeof connectionTestBody>;

/**
 * Tests answers as they stand in a form, and stores nothing. Stored secrets of an installation are used where the form
 * leaves them as they are: only those of the same destination and project, and only for fields that hold secrets.
 */
export async function testConnection(
  actor: Actor,
  body: Body,
  effects: ConnectionEffects = connectionEffects(),
): Promise<ConnectionTestResult> {
  const { version, project } = await findSubject(actor, body);
  const { definition, destinationId } = version;
  const storedSecretIds = body.installationId === undefined ? [] : await storedIds(actor, body, body.installationId);
  assertAnswers(body, { definition, storedSecretIds, properties: project.properties });
  const { answers, installationId } = body;
  const stored = installationId === undefined ? new Map() : await openForTest(actor, installationId, definition, body);
  const secrets = secretsOf(body, stored);
  const subject = { destinationId, definition, project, answers, secrets };
  const result = await callConnectionTest(actor, subject, effects);
  if (!result) throw noTest();
  return result;
}

/** A secret goes to the hosts of the version that it was given to; another version's may be others. */
async function storedIds(
  actor: Actor,
  { destinationId, projectId, versionId }: Body,
  installationId: string,
): Promise<string[]> {
  const found = await findInstallation(db, { organizationId: actor.organizationId, installationId });
  if (!found || found.destinationId !== destinationId || found.projectId !== projectId) throw noInstallation();
  if (found.version.id !== versionId) {
    const message = "Stored secrets go nowhere with a version that isn't installed. Upgrade first.";
    throw new AppError("invalid_input", message, { issues: [{ path: "versionId", message }] });
  }
  return found.secrets.map(({ fieldId }) => fieldId);
}

/** Tests an installation as it is stored, and keeps what came of it unless the answers were changed meanwhile. */
export async function testInstallation(
  actor: Actor,
  installationId: string,
  effects: ConnectionEffects = connectionEffects(),
): Promise<ConnectionTestResult> {
  const owner = { organizationId: actor.organizationId, installationId };
  const found = await findInstallation(db, owner);
  if (!found) throw noInstallation();
  const { version, project, destinationId, answers, revision } = found;
  const { definition } = version;
  const asStored = { answers, secrets: {}, deletedSecrets: [] };
  const storedSecretIds = found.secrets.map(({ fieldId }) => fieldId);
  assertAnswers(asStored, { definition, storedSecretIds, properties: project.properties });
  const secrets = await openForTest(actor, installationId, definition, asStored);
  const subject = { destinationId, definition, project, answers, secrets };
  const result = await callConnectionTest(actor, subject, effects);
  if (!result) throw noTest();
  await saveConnectionTest(db, owner, revision, result);
  return result;
}

function noTest(): AppError {
  return new AppError("not_ready", "This destination has no connection test, so there is nothing to call.");
}
