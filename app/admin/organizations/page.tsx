import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { addressOf, pageNumber, type SearchParams, textParams } from "@/app/text-params";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { PortalSwitch } from "@/components/admin/portal-switch";
import { SearchForm } from "@/components/admin/search-form";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { listOrganizations } from "@/lib/server/repositories/organizations";

export const metadata: Metadata = { title: "Organizations" };

const pageSize = 50;
const portalOptions = [
  { value: "", label: "Portal on or off" },
  { value: "on", label: "Portal on" },
  { value: "off", label: "Portal off" },
];

export default async function OrganizationsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("admin.organizations");
  const { search, portal, ...texts } = await textParams(searchParams);
  const page = pageNumber(texts.page);
  const portalEnabled = portal === "on" ? true : portal === "off" ? false : undefined;
  const { total, organizations } = await listOrganizations(db, { search, portalEnabled }, { page, pageSize });
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Organizations"
        description="Every organization can use the catalog. With the portal on it can also build destinations."
      />
      <AdminNavigation />
      <div className="space-y-4">
        <SearchForm
          label="Search organizations"
          search={search}
          choice={{ name: "portal", label: "Portal", value: portal, options: portalOptions }}
        />
        <Card isFlush>
          {organizations.length === 0 ? (
            <EmptyState
              icon={<Building2 />}
              title="No organization matches"
              description="Try another part of the name, or take the condition away."
            />
          ) : (
            <OrganizationTable organizations={organizations} />
          )}
        </Card>
        <Pager
          page={page}
          pageSize={pageSize}
          total={total}
          addressOf={(number) => addressOf("/admin/organizations", { search, portal, page: number })}
        />
      </div>
    </PortalPage>
  );
}

type Organizations = Awaited<ReturnType<typeof listOrganizations>>["organizations"];

function OrganizationTable({ organizations }: { organizations: Organizations }) {
  return (
    <Table label="Organizations">
      <Thead>
        <Tr>
          <Th>Organization</Th>
          <Th>Portal</Th>
          <Th isNumeric>Members</Th>
          <Th isNumeric>Destinations</Th>
          <Th isNumeric>Installations</Th>
          <Th>Created</Th>
        </Tr>
      </Thead>
      <Tbody>
        {organizations.map((organization) => (
          <Tr key={organization.id}>
            <Td className="min-w-48">
              <Link
                href={`/admin/organizations/${organization.id}`}
                className="break-words font-medium text-ink hover:underline"
              >
                {organization.name}
              </Link>
            </Td>
            <Td>
              <PortalSwitch
                key={`${organization.id} ${organization.portalEnabled}`}
                organizationId={organization.id}
                organizationName={organization.name}
                isEnabled={organization.portalEnabled}
              />
            </Td>
            <Td isNumeric>{organization.memberCount}</Td>
            <Td isNumeric>{organization.destinationCount}</Td>
            <Td isNumeric>{organization.installationCount}</Td>
            <Td className="text-muted">
              <RelativeTime at={organization.createdAt} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
