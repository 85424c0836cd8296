/** An e-mail address was confirmed: the account is usable, and the organization named at registration is made. */
import { db } from "@/lib/server/db";
import { record } from "@/lib/server/repositories/audit-log";
import { findUser, insertOrganization, membershipsOf } from "@/lib/server/repositories/users";

/** Bears being called again: somebody who already belongs to an organization gets no second one. */
export async function finishRegistration(userId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const user = await findUser(tx, userId);
    if (!user) return;
    const memberships = await membershipsOf(tx, userId);
    const actor = { userId, name: user.name };
    if (!user.organizationName || memberships.length > 0) {
      await record(tx, actor, "account.verified", userId);
      return;
    }
    const organization = await insertOrganization(tx, userId, user.organizationName);
    await tx.user.update({ where: { id: userId }, data: { organizationName: null } });
    await record(tx, { ...actor, organizationId: organization.id }, "organization.created", organization.id, {
      name: organization.name,
      by: "registration",
    });
  });
}
