import "server-only";
import { AppError } from "@/lib/errors";
import type { PlatformRole } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";

/** Makes a registered person platform staff, or no longer. For the operator's terminal: no page calls it. */
export async function grantPlatformRole(email: string, platformRole: PlatformRole): Promise<void> {
  await db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email: email.toLowerCase() } });
    if (!user) throw new AppError("not_found", `Nobody has registered as ${email}. Register in the portal first.`);
    await tx.user.update({ where: { id: user.id }, data: { platformRole } });
    await auditLog.record(tx, { name: "Operator" }, "user.platform_role_granted", user.id, { platformRole });
  });
}
