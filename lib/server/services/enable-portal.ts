/** Opens or closes building of destinations for an organization (SPEC 2). */
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { ownersOf } from "@/lib/server/repositories/users";
import { portalEnabledNews } from "./account-messages";
import { tell } from "./tell";

/** Owners are told when it opens. Saying it a second time changes nothing. What was built stays when it closes. */
export async function enablePortal(
  actor: Actor,
  organizationId: string,
  portalEnabled: boolean,
  now: Date = new Date(),
): Promise<void> {
  await db.$transaction(async (tx) => {
    const organization = await tx.organization.findUnique({ where: { id: organizationId } });
    if (!organization) throw new AppError("not_found", "There is no such organization.");
    const { count } = await tx.organization.updateMany({
      where: { id: organizationId, portalEnabled: !portalEnabled },
      data: { portalEnabled },
    });
    if (count === 0) return;
    if (portalEnabled) await tellOwners(tx, organization, now);
    const action = portalEnabled ? "organization.portal_enabled" : "organization.portal_disabled";
    await auditLog.record(tx, actor, action, organizationId, { name: organization.name });
  });
}

async function tellOwners(tx: Tx, organization: { id: string; name: string }, now: Date): Promise<void> {
  const news = portalEnabledNews(organization.name);
  const key = `portal-enabled:${organization.id}:${now.getTime()}`;
  await tell(tx, await ownersOf(tx, organization.id), news, { kind: "organization", key, now });
}
