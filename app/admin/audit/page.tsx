import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { SearchForm } from "@/components/admin/search-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { type AuditRow, list } from "@/lib/server/repositories/audit-log";

export const metadata: Metadata = { title: "Audit log" };

const pageSize = 50;

export default async function AuditPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor("admin.audit");
  const query = await props.searchParams;
  const search = typeof query.search === "string" ? query.search.slice(0, 200) : "";
  const beforeId = typeof query.before === "string" && /^\d{1,18}$/.test(query.before) ? query.before : undefined;
  const entries = await list(db, { search, beforeId, limit: pageSize });
  const last = entries.length === pageSize ? entries.at(-1) : undefined;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Audit log"
        description="Who changed what, and when. Entries are written with the change itself and can't be edited or removed."
      />
      <AdminNavigation />
      <div className="space-y-4">
        <SearchForm label="Search people, actions and ids" search={search} />
        <Card isFlush>
          {entries.length === 0 ? (
            <EmptyState
              icon={<ScrollText />}
              title={search || beforeId ? "No entry matches" : "Nothing has happened yet"}
              description={search ? "Try another name, a part of an action such as member., or an id." : undefined}
            />
          ) : (
            <AuditTable entries={entries} />
          )}
        </Card>
        <div className="flex justify-end gap-2">
          {beforeId && <ButtonLink href={`/admin/audit?${new URLSearchParams({ search })}`}>Newest</ButtonLink>}
          {last && (
            <ButtonLink href={`/admin/audit?${new URLSearchParams({ search, before: last.id })}`}>Older</ButtonLink>
          )}
        </div>
      </div>
    </PortalPage>
  );
}

function AuditTable({ entries }: { entries: AuditRow[] }) {
  return (
    <Table label="Audit log">
      <Thead>
        <Tr>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>What</Th>
          <Th>Details</Th>
          <Th>Subject</Th>
        </Tr>
      </Thead>
      <Tbody>
        {entries.map((entry) => (
          <Tr key={entry.id}>
            <Td className="text-muted">
              <RelativeTime at={entry.at} />
            </Td>
            <Td className="whitespace-nowrap font-medium text-ink">{entry.actorName}</Td>
            <Td className="whitespace-nowrap font-mono text-xs">{entry.action}</Td>
            <Td className="min-w-56 max-w-96 break-words text-muted text-xs">{detailsText(entry.details)}</Td>
            <Td className="whitespace-nowrap font-mono text-faint text-xs">{entry.subject}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** "from member · to owner": what is nested deeper stays JSON. */
function detailsText(details: AuditRow["details"]): string {
  if (typeof details !== "object" || details === null || Array.isArray(details)) return JSON.stringify(details);
  return Object.entries(details)
    .map(([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
}
