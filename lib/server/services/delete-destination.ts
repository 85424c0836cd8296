import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import * as destinations from "@/lib/server/repositories/destinations";

/** Deletes a destination that was never submitted. One with versions is part of the record and stays. */
export async function deleteDestination(actor: Actor, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const destination = await destinations.findDestination(tx, actor.organizationId, id);
    if (!destination) throw new AppError("not_found", "There is no such destination.");
    if (!(await destinations.deleteDestination(tx, actor.organizationId, id))) {
      throw new AppError("illegal_transition", "This destination has been submitted before, so it can't be deleted.");
    }
    await auditLog.record(tx, actor, "destination.deleted", id, {
      displayName: destination.connectionInfo.displayName,
    });
  });
}
