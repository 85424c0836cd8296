import "server-only";
import { nextStatus } from "@/lib/destination/lifecycle";
import { type Actor, can } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { enqueue } from "@/lib/server/queue";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as versions from "@/lib/server/repositories/versions";
import type { DeprecationBody } from "@/lib/submission-contract";
import { notAllowed, noVersion } from "./move-version";

/**
 * Ends a version for new installations (SPEC 3): what is installed goes on, and those who use it are told why and what
 * to use instead. Partners do it to their own versions, administrators to any.
 */
export async function deprecateVersion(
  actor: Actor,
  versionId: string,
  { note }: DeprecationBody,
  now = new Date(),
): Promise<void> {
  await db.$transaction(async (tx) => {
    const isAdmin = can(actor, "admin.organizations");
    const version = await versions.lockVersion(tx, versionId, isAdmin ? {} : { organizationId: actor.organizationId });
    if (!version) throw noVersion();
    const { status: from, number } = version;
    if (nextStatus(from, "deprecate") === undefined) throw notAllowed(version);
    if (!(await versions.deprecateVersion(tx, versionId, { from, note, byId: actor.userId, now }))) {
      throw notAllowed((await versions.findVersion(tx, versionId)) ?? version);
    }
    const { displayName } = version.connectionInfo;
    await auditLog.record(tx, actor, "version.deprecated", versionId, { number, displayName, note });
    await enqueue(tx, "notify", { event: "deprecated", versionId, actorId: actor.userId });
  });
}
