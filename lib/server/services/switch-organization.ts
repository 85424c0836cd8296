/** Works for another of one's organizations, in this session only. */
import { AppError } from "@/lib/errors";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { membershipsOf, setActiveOrganization } from "@/lib/server/repositories/users";
import type { Person } from "./accept-invitation";

export async function switchOrganization(person: Person, organizationId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const memberships = await membershipsOf(tx, person.userId);
    const membership = memberships.find((candidate) => candidate.organizationId === organizationId);
    if (!membership) throw new AppError("not_found", "You do not belong to this organization.");
    await setActiveOrganization(tx, person.sessionId, organizationId);
    await auditLog.record(tx, { ...person, organizationId }, "session.organization_switched", organizationId);
  });
}
