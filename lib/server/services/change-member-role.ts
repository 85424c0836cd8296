/** Makes somebody an owner or a member. It applies at their next request: roles are never kept in a session (T6). */
import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { Actor, OrganizationRole } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import { roleChangedMail } from "@/lib/server/mail-templates";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { countOwners, findMember, lockOrganization } from "@/lib/server/repositories/users";
import { queueMail } from "./send-mail";

/** Refuses to leave the organization without an owner. */
export async function changeMemberRole(actor: Actor, memberId: string, role: OrganizationRole): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockOrganization(tx, actor.organizationId);
    const member = await findMember(tx, actor.organizationId, memberId);
    if (!member) throw new AppError("not_found", "There is no such member in your organization.");
    if (member.role === role) return;
    if (member.role === "owner") await assertAnotherOwner(tx, actor, member.user.name);
    await tx.member.update({ where: { id: memberId }, data: { role } });
    await queueMail(tx, {
      dedupeKey: `role-changed:${memberId}:${randomUUID()}`,
      recipient: member.user.email,
      ...roleChangedMail(actor.organizationName, role, actor.name),
    });
    await auditLog.record(tx, actor, "member.role_changed", memberId, {
      name: member.user.name,
      from: member.role,
      to: role,
    });
  });
}

/** Call with the organization locked. */
export async function assertAnotherOwner(tx: Tx, actor: Actor, name: string): Promise<void> {
  if ((await countOwners(tx, actor.organizationId)) > 1) return;
  throw new AppError(
    "conflict",
    `${name} is the only owner of ${actor.organizationName}. Make somebody else an owner first.`,
  );
}
