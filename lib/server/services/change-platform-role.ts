import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor, PlatformRole } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { dropWaitingReviews } from "@/lib/server/repositories/digest-items";
import { lockAdministrators } from "@/lib/server/repositories/people";
import { findUser, lockUser, parsePlatformRole } from "@/lib/server/repositories/users";
import { platformRoleNews } from "./account-messages";
import { tell } from "./tell";

/**
 * Makes a person platform staff, or no longer; it counts from their next request on. The last administrator stays one, and
 * nobody takes their own role away: somebody else does. An address that isn't confirmed gets no role.
 */
export async function changePlatformRole(
  actor: Actor,
  userId: string,
  platformRole: PlatformRole,
  now: Date = new Date(),
): Promise<void> {
  await db.$transaction(async (tx) => {
    const administrators = await lockAdministrators(tx);
    await lockUser(tx, userId);
    const user = await findUser(tx, userId);
    if (!user) throw new AppError("not_found", "There is no such person.");
    const before = parsePlatformRole(user.platformRole);
    if (before === platformRole) return;
    if (before === "admin" && administrators <= 1) {
      throw new AppError("conflict", "The platform needs an administrator. Make somebody else one first.");
    }
    if (userId === actor.userId) {
      throw new AppError("forbidden", "You can't change your own role. Ask another administrator.");
    }
    if (platformRole !== "none" && !user.emailVerified) {
      throw new AppError(
        "conflict",
        `${user.name} has not confirmed ${user.email} yet. Roles need a confirmed address.`,
      );
    }
    await tx.user.update({ where: { id: userId }, data: { platformRole } });
    if (platformRole === "none") await dropWaitingReviews(tx, userId);
    await auditLog.record(tx, actor, "user.platform_role_changed", userId, {
      email: user.email,
      from: before,
      to: platformRole,
    });
    const news = platformRoleNews(platformRole, actor.name);
    await tell(tx, [user], news, { kind: "organization", key: `platform-role:${userId}:${now.getTime()}`, now });
  });
}
