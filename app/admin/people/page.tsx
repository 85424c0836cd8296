import { Users } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { addressOf, pageNumber, type SearchParams, textParams } from "@/app/text-params";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { PlatformRoleSelect } from "@/components/admin/platform-role-select";
import { SearchForm } from "@/components/admin/search-form";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { platformRoles } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { listPeople } from "@/lib/server/repositories/people";

export const metadata: Metadata = { title: "People" };

const pageSize = 50;
const roleOptions = [
  { value: "", label: "Any platform role" },
  { value: "admin", label: "Administrators" },
  { value: "reviewer", label: "Reviewers" },
  { value: "none", label: "No platform role" },
];

export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("admin.members");
  const { search, ...texts } = await textParams(searchParams);
  const page = pageNumber(texts.page);
  const role = platformRoles.find((each) => each === texts.role);
  const { total, people } = await listPeople(db, { search, role }, { page, pageSize });
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="People"
        description="Everybody with an account. Reviewers decide on submissions; administrators can do that and everything here."
      />
      <AdminNavigation />
      <div className="space-y-4">
        <SearchForm
          label="Search names and addresses"
          search={search}
          choice={{ name: "role", label: "Platform role", value: role, options: roleOptions }}
        />
        <Card isFlush>
          {people.length === 0 ? (
            <EmptyState
              icon={<Users />}
              title="Nobody matches"
              description="Try another part of the name or address."
            />
          ) : (
            <PeopleTable people={people} ownId={actor.userId} />
          )}
        </Card>
        <Pager
          page={page}
          pageSize={pageSize}
          total={total}
          addressOf={(number) => addressOf("/admin/people", { search, role, page: number })}
        />
      </div>
    </PortalPage>
  );
}

type People = Awaited<ReturnType<typeof listPeople>>["people"];

function PeopleTable({ people, ownId }: { people: People; ownId: string }) {
  return (
    <Table label="People">
      <Thead>
        <Tr>
          <Th>Person</Th>
          <Th>Organizations</Th>
          <Th>Platform role</Th>
          <Th>Registered</Th>
        </Tr>
      </Thead>
      <Tbody>
        {people.map((person) => (
          <Tr key={person.id}>
            <Td className="min-w-56">
              <span className="block break-words font-medium text-ink">{person.name}</span>
              <span className="block break-all text-muted text-xs">
                {person.email} {!person.emailVerified && <Badge tone="warning">Not confirmed</Badge>}
              </span>
            </Td>
            <Td className="min-w-40">
              {person.organizations.length === 0 && <span className="text-faint">None</span>}
              {person.organizations.map(({ id, name }) => (
                <Link key={id} href={`/admin/organizations/${id}`} className="link block w-fit break-words">
                  {name}
                </Link>
              ))}
            </Td>
            <Td>
              {person.id === ownId ? (
                <span className="text-muted">Administrator (you)</span>
              ) : (
                <PlatformRoleSelect userId={person.id} name={person.name} role={person.platformRole} />
              )}
            </Td>
            <Td className="text-muted">
              <RelativeTime at={person.createdAt} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
