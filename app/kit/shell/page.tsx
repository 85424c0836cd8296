import { StructureSection } from "@/app/kit/structure-section";
import { AppShell } from "@/components/shell/app-shell";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
export default async function Page({ searchParams }: { searchParams: Promise<{ wide?: string }> }) {
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
        userId: "u",
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
        <Card title="More">x</Card>
      </div>
    </AppShell>
  );
}
