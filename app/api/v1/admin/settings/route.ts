import { settingsBody } from "@/lib/admin-contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { readReviewTargetDays } from "@/lib/server/repositories/platform-settings";
import { saveSettings } from "@/lib/server/services/save-settings";

export const GET = route({ action: "admin.settings" }, async () => ({
  reviewTargetDays: await readReviewTargetDays(db),
}));

export const PUT = route({ action: "admin.settings", body: settingsBody }, async ({ actor, body }) => {
  await saveSettings(actor, body);
  return undefined;
});
