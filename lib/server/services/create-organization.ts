/** Founds an organization, for somebody who belongs to none. */
import { AppError } from "@/lib/errors";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { insertOrganization, lockUser, membershipsOf, setActiveOrganization } from "@/lib/server/repositories/users";
import type { Person } from "./accept-invitation";

/** One each: whoever has an organization already is asked to stay with it. */
export async function createOrganization(person: Person, name: string): Promise<{ id: string; name: string }> {
  if (!person.emailVerified) {
    throw new AppError("forbidden", `Confirm ${person.email} first, with the link that we sent to it.`);
  }
  return db.$transaction(async (tx) => {
    await lockUser(tx, person.userId);
    const [membership] = await membershipsOf(tx, person.userId);
    if (membership) {
      throw new AppError(
        "conflict",
        `You belong to ${membership.organizationName} already. Leave it first, or go on with it.`,
      );
    }
    const organization = await insertOrganization(tx, person.userId, name);
    await setActiveOrganization(tx, person.sessionId, organization.id);
    await auditLog.record(tx, { ...person, organizationId: organization.id }, "organization.created", organization.id, {
      name,
    });
    return { id: organization.id, name };
  });
}
