import type { Metadata } from "next";
import { StructureSection } from "@/app/kit/structure-section";
import { AppShell } from "@/components/shell/app-shell";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Kit: shell", robots: { index: false, follow: false } };

/** What surrounds a page, around nothing in particular and for nobody in particular. `?wide` shows it as in the builder. */
export default async function KitShellPage({ searchParams }: { searchParams: Promise<{ wide?: string }> }) {
  const { wide } = await searchParams;
  return (
    <AppShell
      isWide={wide !== undefined}
      unreadCount={3}
      organizations={[
        { id: "1", name: "Acme Messaging" },
        { id: "2", name: "Beacon Ads" },
      ]}
      actor={{
        userId: "nobody",
        name: "Ada Lovelace",
        email: "ada@acme.example",
        platformRole: "admin",
        organizationId: "1",
        organizationName: "Acme Messaging",
        organizationRole: "owner",
        portalEnabled: true,
      }}
    >
      <PageHeader
        title="Destinations"
        description="How cohorts reach your API."
        actions={<Button variant="primary">New destination</Button>}
      />
      <div className="space-y-6">
        <StructureSection />
      </div>
    </AppShell>
  );
}
