import { Boxes, Download } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { addressOf } from "@/app/text-params";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { PortalSwitch } from "@/components/admin/portal-switch";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { roleLabel } from "@/components/people/role-options";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { idParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { findOrganization } from "@/lib/server/repositories/organizations";
import { parseOrganizationRole } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationPage({ params }: { params: Promise<{ organizationId: string }> }) {
  const actor = await requireActor("admin.organizations");
  const id = idParam.safeParse((await params).organizationId);
  const organization = id.success ? await findOrganization(db, id.data) : undefined;
  if (!organization) notFound();
  return (
    <PortalPage actor={actor}>
      <PageHeader
        breadcrumb={[{ label: "Organizations", href: "/admin/organizations" }]}
        title={organization.name}
        actions={
          <ButtonLink href={addressOf("/admin/audit", { organization: organization.id })}>See its audit log</ButtonLink>
        }
      />
      <AdminNavigation />
      <div className="space-y-4">
        <Card title="Organization">
          <DescriptionList
            items={[
              {
                term: "Portal",
                value: (
                  <PortalSwitch
                    organizationId={organization.id}
                    organizationName={organization.name}
                    isEnabled={organization.portalEnabled}
                  />
                ),
              },
              { term: "Created", value: <RelativeTime at={organization.createdAt} /> },
              { term: "Projects", value: organization._count.projects },
              { term: "Cohorts", value: organization._count.cohorts },
              { term: "ID", value: <code className="break-all font-mono text-xs">{organization.id}</code> },
            ]}
          />
        </Card>
        <Members members={organization.members} />
        <Destinations destinations={organization.destinations} />
        <Installations installations={organization.installations} />
      </div>
    </PortalPage>
  );
}

type Found = NonNullable<Awaited<ReturnType<typeof findOrganization>>>;

function Members({ members }: Pick<Found, "members">) {
  return (
    <Card title="Members" isFlush>
      <Table label="Members">
        <Thead>
          <Tr>
            <Th>Person</Th>
            <Th>E-mail</Th>
            <Th>Role</Th>
            <Th>Since</Th>
          </Tr>
        </Thead>
        <Tbody>
          {members.map(({ user, role, createdAt }) => (
            <Tr key={user.id}>
              <Td className="min-w-40">
                <Link
                  href={addressOf("/admin/people", { search: user.email })}
                  className="break-words font-medium text-ink hover:underline"
                >
                  {user.name}
                </Link>
              </Td>
              <Td className="text-muted">
                {user.email} {!user.emailVerified && <Badge tone="warning">Not confirmed</Badge>}
              </Td>
              <Td>{roleLabel(parseOrganizationRole(role))}</Td>
              <Td className="text-muted">
                <RelativeTime at={createdAt} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}

function Destinations({ destinations }: Pick<Found, "destinations">) {
  return (
    <Card title="Destinations it builds" isFlush>
      {destinations.length === 0 ? (
        <EmptyState icon={<Boxes />} title="None" headingLevel={3} />
      ) : (
        <Table label="Destinations it builds">
          <Thead>
            <Tr>
              <Th>Destination</Th>
              <Th>Kind</Th>
              <Th>Newest version</Th>
              <Th>Draft changed</Th>
            </Tr>
          </Thead>
          <Tbody>
            {destinations.map(({ id, displayName, kind, newest, updatedAt }) => (
              <Tr key={id}>
                <Td className="min-w-40 break-words font-medium text-ink">{displayName}</Td>
                <Td className="capitalize">{kind}</Td>
                <Td className="whitespace-nowrap">
                  {newest ? (
                    <span className="flex items-center gap-2">
                      {newest.number} <VersionStatusBadge status={newest.status} />
                    </span>
                  ) : (
                    <span className="text-faint">None yet</span>
                  )}
                </Td>
                <Td className="text-muted">
                  <RelativeTime at={updatedAt} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Card>
  );
}

function Installations({ installations }: Pick<Found, "installations">) {
  return (
    <Card title="Destinations it has installed" isFlush>
      {installations.length === 0 ? (
        <EmptyState icon={<Download />} title="None" headingLevel={3} />
      ) : (
        <Table label="Destinations it has installed">
          <Thead>
            <Tr>
              <Th>Installation</Th>
              <Th>Destination</Th>
              <Th>Project</Th>
              <Th>Status</Th>
            </Tr>
          </Thead>
          <Tbody>
            {installations.map(({ id, name, destination, number, project, status }) => (
              <Tr key={id}>
                <Td className="min-w-40 break-words font-medium text-ink">{name}</Td>
                <Td className="break-words">
                  {destination} {number}
                </Td>
                <Td className="break-words text-muted">{project}</Td>
                <Td className="capitalize">{status}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Card>
  );
}
