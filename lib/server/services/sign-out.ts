/** Ends sessions: this one, or all of a person's. They stop working with the next request. */
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { deleteSessions } from "@/lib/server/repositories/users";
import type { Person } from "./accept-invitation";

export async function signOut(person: Person): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { id: person.sessionId } });
    await auditLog.record(tx, person, "session.ended", person.userId);
  });
}

/** This session too. Says how many there were. */
export async function signOutEverywhere(person: Person): Promise<{ ended: number }> {
  return db.$transaction(async (tx) => {
    const ended = await deleteSessions(tx, person.userId);
    await auditLog.record(tx, person, "session.ended_everywhere", person.userId, { ended });
    return { ended };
  });
}
