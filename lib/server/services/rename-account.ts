import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import type { Person } from "./accept-invitation";

/** Changes the name by which others see this person. Earlier audit entries keep the name of their time. */
export async function renameAccount(person: Person, name: string): Promise<{ name: string }> {
  return db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: person.userId }, data: { name } });
    await auditLog.record(tx, person, "account.renamed", person.userId, { from: person.name, to: name });
    return { name };
  });
}
