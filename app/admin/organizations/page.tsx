import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { PortalSwitch } from "@/components/admin/portal-switch";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listOrganizations } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Organizations" };

export default async function OrganizationsPage() {
  const actor = await requireActor("admin.organizations");
  const organizations = await listOrganizations(db);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Organizations"
        description="Every organization can use the catalog. With the portal on it can also build destinations."
      />
      <AdminNavigation />
      <Card isFlush>
        <Table label="Organizations">
          <Thead>
            <Tr>
              <Th>Organization</Th>
              <Th>Portal</Th>
              <Th isNumeric>Members</Th>
              <Th isNumeric>Destinations</Th>
              <Th>Created</Th>
            </Tr>
          </Thead>
          <Tbody>
            {organizations.map((organization) => (
              <Tr key={organization.id}>
                <Td className="font-medium text-ink">{organization.name}</Td>
                <Td>
                  <PortalSwitch
                    organizationId={organization.id}
                    organizationName={organization.name}
                    isEnabled={organization.portalEnabled}
                  />
                </Td>
                <Td isNumeric>{organization.memberCount}</Td>
                <Td isNumeric>{organization.destinationCount}</Td>
                <Td className="text-muted">
                  <RelativeTime at={organization.createdAt} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Card>
    </PortalPage>
  );
}
