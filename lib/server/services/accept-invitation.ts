/** Joins an organization by invitation: only for the owner of the invited address, proven by its verification (T11). */
import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors";
import { db, type Tx } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import {
  findInvitation,
  lockOrganization,
  ownersOf,
  parseOrganizationRole,
  setActiveOrganization,
} from "@/lib/server/repositories/users";
import { joinedNews } from "./account-messages";
import { tell } from "./tell";

/** Somebody who is signed in, perhaps without an organization. */
export interface Person {
  userId: string;
  name: string;
  email: string;
  emailVerified: boolean;
  sessionId: string;
}

/** The session works for the organization from then on. An invitation is accepted once. */
export async function acceptInvitation(
  person: Person,
  invitationId: string,
  now: Date = new Date(),
): Promise<{ organizationId: string; organizationName: string }> {
  return db.$transaction(async (tx) => {
    const invitation = await findInvitation(tx, invitationId);
    if (!invitation) throw closed();
    if (invitation.email.toLowerCase() !== person.email.toLowerCase()) {
      throw new AppError(
        "forbidden",
        `This invitation was sent to another address than ${person.email}. Sign out, then sign in with the address that received it.`,
      );
    }
    if (!person.emailVerified) {
      throw new AppError("forbidden", `Confirm ${person.email} first, with the link that we sent to it. Then accept.`);
    }
    const { organizationId, organization } = invitation;
    await lockOrganization(tx, organizationId);
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, status: "pending", expiresAt: { gt: now } },
      data: { status: "accepted" },
    });
    if (count === 0) throw closed();
    const role = parseOrganizationRole(invitation.role);
    await tx.member.createMany({
      data: [{ id: randomUUID(), organizationId, userId: person.userId, role }],
      skipDuplicates: true,
    });
    await setActiveOrganization(tx, person.sessionId, organizationId);
    await tellOwners(tx, person, organization, invitationId);
    await auditLog.record(tx, { ...person, organizationId }, "invitation.accepted", invitationId, { role });
    return { organizationId, organizationName: organization.name };
  });
}

function closed(): AppError {
  return new AppError(
    "not_found",
    "This invitation is no longer open. Ask an owner of the organization for a new one.",
  );
}

async function tellOwners(tx: Tx, person: Person, organization: { id: string; name: string }, invitationId: string) {
  const owners = (await ownersOf(tx, organization.id)).filter((owner) => owner.id !== person.userId);
  const news = joinedNews(person.name, organization.name);
  await tell(tx, owners, news, { kind: "organization", key: `invitation-accepted:${invitationId}` });
}
