import "server-only";
import type { SettingsBody } from "@/lib/admin-contract";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { readReviewTargetDays, saveReviewTargetDays } from "@/lib/server/repositories/platform-settings";

/** Changes what counts for the whole platform; open submissions are measured by it at once. */
export async function saveSettings(actor: Actor, { reviewTargetDays }: SettingsBody): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await readReviewTargetDays(tx);
    if (before === reviewTargetDays) return;
    await saveReviewTargetDays(tx, reviewTargetDays);
    await auditLog.record(tx, actor, "settings.changed", "review_target_days", { from: before, to: reviewTargetDays });
  });
}
