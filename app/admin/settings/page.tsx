import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { SettingsForm } from "@/components/admin/settings-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { readReviewTargetDays } from "@/lib/server/repositories/platform-settings";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const actor = await requireActor("admin.settings");
  return (
    <PortalPage actor={actor}>
      <PageHeader title="Settings" description="What counts for the whole platform." />
      <AdminNavigation />
      <Card title="Reviews">
        <SettingsForm reviewTargetDays={await readReviewTargetDays(db)} />
      </Card>
    </PortalPage>
  );
}
