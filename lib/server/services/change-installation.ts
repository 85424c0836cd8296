/** What saving and upgrading an installation have in common: refuse, test, and store what is still as it was. */
import "server-only";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { AppError } from "@/lib/errors";
import type { ConnectionTestResult, InstallationAnswers, SavedInstallation } from "@/lib/installation-contract";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import {
  findInstallation,
  type InstallationOwner,
  type InstallationRow,
  lockInstallation,
} from "@/lib/server/repositories/installations";
import { type ConnectionEffects, callConnectionTest, connectionEffects } from "./call-connection-test";
import { assertNameFree, type GivenForm, noInstallation, refuseTakenName, secretsOf } from "./installation-form";
import { openForTest } from "./open-for-test";

/** What every form of an installation sends. */
interface ChangeBody {
  name: string;
  answers: InstallationAnswers;
  revision: number;
  isTestedFirst: boolean;
}

/** What is stored of a change, besides what it is itself. */
export interface ChangeFacts {
  owner: InstallationOwner;
  /** Undefined: the partner was not asked. */
  test: ConnectionTestResult | undefined;
  now: Date;
}

export interface InstallationChange<Prepared> {
  /** The version that the answers are for. */
  definition: DestinationDefinition;
  /** What the change comes to with the installation as it is; refuses what that doesn't take. Asked again under the lock. */
  prepare: (found: InstallationRow) => Prepared;
  /** The secrets that a connection test has besides the stored ones, and those it must not have. */
  secretsFor: (prepared: Prepared) => Pick<GivenForm, "secrets" | "deletedSecrets">;
  /** Locks what has to be locked before the installation. */
  lock?: (tx: Tx) => Promise<void>;
  store: (tx: Tx, locked: InstallationRow, prepared: Prepared, facts: ChangeFacts) => Promise<void>;
}

/**
 * Changes an installation, if nobody else has since. With `isTestedFirst` the partner is called before anything is
 * stored, and a failure is the answer.
 */
export async function changeInstallation<Prepared>(
  actor: Actor,
  installationId: string,
  body: ChangeBody,
  changeOf: (found: InstallationRow) => InstallationChange<Prepared> | Promise<InstallationChange<Prepared>>,
  effects: ConnectionEffects = connectionEffects(),
): Promise<SavedInstallation> {
  const owner = { organizationId: actor.organizationId, installationId };
  const found = await findInstallation(db, owner);
  if (!found) throw noInstallation();
  const change = await changeOf(found);
  const prepare = (current: InstallationRow) => {
    assertRevision(current, body.revision);
    return change.prepare(current);
  };
  const given = change.secretsFor(prepare(found));
  await assertNameFree(db, { ...found, name: body.name }, installationId);
  const test = body.isTestedFirst ? await testChange(actor, found, { ...change, ...body, given }, effects) : undefined;
  if (test && test.outcome.kind !== "success") return { result: "not_connected", test };
  const revision = await db
    .$transaction(async (tx) => {
      await change.lock?.(tx);
      const locked = await lockInstallation(tx, owner);
      if (!locked) throw noInstallation();
      const prepared = prepare(locked);
      await assertNameFree(tx, { ...locked, name: body.name }, locked.id);
      await change.store(tx, locked, prepared, { owner, test, now: effects.now() });
      return locked.revision + 1;
    })
    .catch((error: unknown) => refuseTakenName(error, body.name));
  return { result: "saved", id: installationId, revision };
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

interface TestedChange {
  definition: DestinationDefinition;
  answers: InstallationAnswers;
  given: Pick<GivenForm, "secrets" | "deletedSecrets">;
}

async function testChange(
  actor: Actor,
  { id, project, destinationId }: InstallationRow,
  { definition, answers, given }: TestedChange,
  effects: ConnectionEffects,
) {
  const secrets = secretsOf(given, await openForTest(actor, id, definition, given));
  return callConnectionTest(actor, { destinationId, definition, project, answers, secrets }, effects);
}
