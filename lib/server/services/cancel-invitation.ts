/** Takes an open invitation back: its link stops working. */
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";

export async function cancelInvitation(actor: Actor, invitationId: string): Promise<void> {
  const { organizationId } = actor;
  await db.$transaction(async (tx) => {
    const invitation = await tx.invitation.findFirst({ where: { id: invitationId, organizationId } });
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, organizationId, status: "pending" },
      data: { status: "canceled" },
    });
    if (count === 0)
      throw new AppError("not_found", "There is no such open invitation. It may just have been accepted.");
    await auditLog.record(tx, actor, "invitation.canceled", invitationId, { email: invitation?.email ?? "" });
  });
}
