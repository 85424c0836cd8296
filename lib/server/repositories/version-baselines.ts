/** The older versions that a version is compared with. */
import "server-only";
import type { VersionStatus } from "@/lib/destination/lifecycle";
import type { Db, Tx } from "@/lib/server/db";
import { findVersion, type VersionRow } from "./versions";

/** An approval stands, whatever came after it. */
const wasApproved: VersionStatus[] = ["approved", "superseded", "deprecated"];

/**
 * What customers have before this version comes: the newest that was approved before it was decided. Undefined for the
 * first. `beforeId` is the version itself; without one it is a draft that comes after all of them.
 */
export async function findApprovedBefore(
  db: Db | Tx,
  { destinationId, beforeId, decidedAt }: { destinationId: string; beforeId?: string; decidedAt?: Date | null },
): Promise<VersionRow | undefined> {
  const found = await db.destinationVersion.findFirst({
    where: {
      destinationId,
      audience: "catalog",
      decision: "approve",
      status: { in: wasApproved },
      ...(beforeId && { id: { not: beforeId } }),
      ...(decidedAt && { decidedAt: { lt: decidedAt } }),
    },
    orderBy: { decidedAt: "desc" },
    select: { id: true },
  });
  return found ? findVersion(db, found.id) : undefined;
}

/** What was submitted last before this version, whatever became of it: so that a reviewer sees what was done since. */
export async function findSubmittedBefore(
  db: Db | Tx,
  { id, destinationId, submittedAt }: Pick<VersionRow, "id" | "destinationId" | "submittedAt">,
): Promise<VersionRow | undefined> {
  const found = await db.destinationVersion.findFirst({
    where: { destinationId, audience: "catalog", id: { not: id }, submittedAt: { lt: submittedAt } },
    orderBy: { submittedAt: "desc" },
    select: { id: true },
  });
  return found ? findVersion(db, found.id) : undefined;
}
