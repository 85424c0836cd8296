import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { ConnectionTestResult, installBody, SavedInstallation } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { countOfProject, createInstallation } from "@/lib/server/repositories/installations";
import { findPublished, type PublishedVersion } from "@/lib/server/repositories/offered-versions";
import { findProject, type ProjectWithProperties } from "@/lib/server/repositories/projects";
import { lockInstallable } from "@/lib/server/repositories/versions";
import { type ConnectionEffects, callConnectionTest, connectionEffects } from "./call-connection-test";
import { assertAnswers, assertNameFree, changedSecrets, nameTaken, secretsOf, storeSecrets } from "./installation-form";

type Body = z.output<typeof installBody>;

const perProjectMax = 500;

/**
 * Installs a version in a project of the actor's organization. With `isTestedFirst` the partner is called before anything
 * is stored, and a failure is the answer. A version that was deprecated or superseded meanwhile is refused.
 */
export async function installDestination(
  actor: Actor,
  body: Body,
  effects: ConnectionEffects = connectionEffects(),
): Promise<SavedInstallation> {
  const { version, project } = await findSubject(actor, body);
  assertAnswers(body, { definition: version.definition, storedSecretIds: [], properties: project.properties });
  await assertNameFree(db, body);
  const test = body.isTestedFirst
    ? await callConnectionTest(
        actor,
        {
          ...version,
          project,
          answers: body.answers,
          secrets: secretsOf(body, new Map()),
        },
        effects,
      )
    : undefined;
  if (test && test.outcome.kind !== "success") return { result: "not_connected", test };
  const id = await db.$transaction((tx) => store(tx, actor, body, version, test, effects.now()));
  return { result: "saved", id, revision: 1 };
}

/** The version and project that are asked for, if this organization may have them. */
export async function findSubject(
  { organizationId }: Actor,
  { projectId, destinationId, versionId }: Pick<Body, "projectId" | "destinationId" | "versionId">,
): Promise<{ version: PublishedVersion; project: ProjectWithProperties }> {
  const version = await findPublished(db, organizationId, versionId);
  if (!version || version.destinationId !== destinationId) {
    throw new AppError("not_found", "There is no such destination in the catalog.");
  }
  const project = await findProject(db, organizationId, projectId);
  if (!project) {
    throw new AppError("invalid_input", "This project does not exist. Choose one of your organization's projects.", {
      issues: [{ path: "projectId", message: "Choose a project." }],
    });
  }
  return { version, project };
}

async function store(
  tx: Tx,
  actor: Actor,
  body: Body,
  version: PublishedVersion,
  test: ConnectionTestResult | undefined,
  now: Date,
): Promise<string> {
  const { organizationId, userId } = actor;
  const { projectId, destinationId, versionId, name, answers } = body;
  if (!(await lockInstallable(tx, organizationId, versionId))) throw notInstallable(version);
  if ((await countOfProject(tx, organizationId, projectId)) >= perProjectMax) {
    throw new AppError(
      "conflict",
      `A project has at most ${perProjectMax} installations. Delete one that is no longer needed.`,
    );
  }
  const created = await createInstallation(tx, {
    ...{ organizationId, projectId, destinationId, versionId, name, answers },
    connectionTest: test,
    createdById: userId,
  });
  if (!created) throw nameTaken(name);
  await storeSecrets(tx, { organizationId, installationId: created.id }, body, now);
  await auditLog.record(tx, actor, "installation.created", created.id, {
    name,
    displayName: version.connectionInfo.displayName,
    number: version.number,
    ...changedSecrets(body),
  });
  return created.id;
}

/** It was when the form was opened. */
export function notInstallable({ connectionInfo, number }: PublishedVersion): AppError {
  return new AppError(
    "conflict",
    `${connectionInfo.displayName} ${number} takes no new installations any more. Reload the page to see what took its place; nothing was saved.`,
  );
}
