import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";

/** Gives the actor's organization another name. Two organizations may share one: people are told apart by membership. */
export async function renameOrganization(actor: Actor, name: string): Promise<{ id: string; name: string }> {
  const { organizationId: id, organizationName } = actor;
  return db.$transaction(async (tx) => {
    await tx.organization.update({ where: { id }, data: { name } });
    await auditLog.record(tx, actor, "organization.renamed", id, { from: organizationName, to: name });
    return { id, name };
  });
}
