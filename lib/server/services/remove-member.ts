/** Takes somebody out of an organization, or leaves it oneself. */
import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors";
import { type Actor, assertCan } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { removedFromOrganizationMail } from "@/lib/server/mail-templates";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { dropWaitingOf } from "@/lib/server/repositories/digest-items";
import { findMember, lockOrganization } from "@/lib/server/repositories/users";
import { assertAnotherOwner } from "./change-member-role";
import { queueMail } from "./send-mail";

/** Everybody may leave; only an owner may remove others; the last owner stays. It applies at the next request. */
export async function removeMember(actor: Actor, memberId: string): Promise<void> {
  const { organizationId, organizationName } = actor;
  await db.$transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const member = await findMember(tx, organizationId, memberId);
    if (!member) throw new AppError("not_found", "There is no such member in your organization.");
    const isLeaving = member.userId === actor.userId;
    if (!isLeaving) assertCan(actor, "organization.manage");
    if (member.role === "owner") await assertAnotherOwner(tx, actor, member.user.name);
    await tx.member.delete({ where: { id: memberId } });
    await tx.session.updateMany({
      where: { userId: member.userId, activeOrganizationId: organizationId },
      data: { activeOrganizationId: null },
    });
    await dropWaitingOf(tx, member.userId, organizationId);
    if (!isLeaving) {
      await queueMail(tx, {
        dedupeKey: `member-removed:${memberId}:${randomUUID()}`,
        recipient: member.user.email,
        ...removedFromOrganizationMail(organizationName, actor.name),
      });
    }
    await auditLog.record(tx, actor, isLeaving ? "member.left" : "member.removed", memberId, {
      name: member.user.name,
      role: member.role,
    });
  });
}
