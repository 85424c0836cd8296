/** Invites an e-mail address into the actor's organization, or sends an open invitation again. */
import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { InvitationBody } from "@/lib/people-contract";
import type { Actor } from "@/lib/policy";
import { db, type Tx } from "@/lib/server/db";
import { invitationMail } from "@/lib/server/mail-templates";
import { rateLimited } from "@/lib/server/rate-limits";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { consume } from "@/lib/server/repositories/rate-limits";
import { lockOrganization } from "@/lib/server/repositories/users";
import { queueMail } from "./send-mail";

const openMs = 7 * 24 * 60 * 60 * 1000;
const openMax = 100;
const perPerson = { windowSeconds: 3600, max: 50 };

/** The invitation is open for seven days from now. Refuses people who are members already. */
export async function inviteMember(
  actor: Actor,
  body: InvitationBody,
  now: Date = new Date(),
): Promise<{ id: string; email: string; expiresAt: Date }> {
  const tries = await consume(db, `invite:${actor.userId}`, perPerson, now.getTime());
  if (!tries.isAllowed) {
    const reason = `You have sent ${perPerson.max} invitations within an hour.`;
    throw rateLimited(reason, tries.retryAfterSeconds, now.getTime());
  }
  return db.$transaction(async (tx) => {
    await lockOrganization(tx, actor.organizationId);
    await assertNotMember(tx, actor, body.email);
    const expiresAt = new Date(now.getTime() + openMs);
    const { invitation, isNew } = await saveInvitation(tx, actor, body, expiresAt, now);
    const { organizationName, name: inviterName } = actor;
    await queueMail(tx, {
      dedupeKey: `invitation:${invitation.id}:${expiresAt.getTime()}`,
      recipient: body.email,
      ...invitationMail({ id: invitation.id, organizationName, inviterName, role: body.role, expiresAt }),
    });
    await auditLog.record(tx, actor, isNew ? "invitation.created" : "invitation.renewed", invitation.id, body);
    return { id: invitation.id, email: body.email, expiresAt };
  });
}

async function assertNotMember(tx: Tx, actor: Actor, email: string): Promise<void> {
  const where = { organizationId: actor.organizationId, user: { email } };
  if ((await tx.member.count({ where })) === 0) return;
  const message = `${email} is already in ${actor.organizationName}.`;
  throw new AppError("conflict", message, { issues: [{ path: "email", message }] });
}

async function saveInvitation(tx: Tx, actor: Actor, body: InvitationBody, expiresAt: Date, now: Date) {
  const { organizationId, userId: inviterId } = actor;
  const open = await tx.invitation.findMany({ where: { organizationId, status: "pending", expiresAt: { gt: now } } });
  const existing = open.find((invitation) => invitation.email === body.email);
  if (existing) {
    const data = { role: body.role, expiresAt, inviterId };
    return { invitation: await tx.invitation.update({ where: { id: existing.id }, data }), isNew: false };
  }
  if (open.length >= openMax) {
    throw new AppError("conflict", `${openMax} invitations are open. Cancel some that will not be accepted.`);
  }
  const data = { id: randomUUID(), organizationId, inviterId, ...body, expiresAt };
  return { invitation: await tx.invitation.create({ data }), isNew: true };
}
