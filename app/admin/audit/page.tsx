import { Download, ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { addressOf, type SearchParams, textParams } from "@/app/text-params";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { AuditFilter } from "@/components/admin/audit-filter";
import { AuditTable } from "@/components/admin/audit-table";
import { ChainState } from "@/components/admin/chain-state";
import { buttonClass } from "@/components/ui/button-class";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { type AuditQuery, auditExportFormats, auditQuery } from "@/lib/admin-contract";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { list, listActions } from "@/lib/server/repositories/audit-log";
import { listOrganizationNames } from "@/lib/server/repositories/organizations";
import { findAuditCheck } from "@/lib/server/repositories/platform-settings";

export const metadata: Metadata = { title: "Audit log" };

const pageSize = 50;

export default async function AuditPage(props: { searchParams: SearchParams }) {
  const actor = await requireActor("admin.audit");
  const { query, errors } = parseQuery(await textParams(props.searchParams));
  const { before, ...filter } = query;
  const [entries, actions, organizations, check] = await Promise.all([
    Object.keys(errors).length > 0 ? [] : list(db, filter, { before, limit: pageSize }),
    listActions(db),
    listOrganizationNames(db),
    findAuditCheck(db),
  ]);
  const names = new Map(organizations.map(({ id, name }) => [id, name]));
  const last = entries.length === pageSize ? entries.at(-1) : undefined;
  const isNarrowed = Object.values(query).some((value) => value !== undefined);
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Audit log"
        description="Who changed what, and when. Entries are written with the change itself, each holds the hash of the one before, and none can be edited or removed."
        actions={auditExportFormats.map((format) => (
          // Not a Link: a file is nothing to prefetch.
          <a
            key={format}
            href={addressOf("/api/v1/admin/audit/file", { ...filter, format })}
            className={buttonClass({})}
          >
            <Download aria-hidden="true" />
            {format.toUpperCase()}
          </a>
        ))}
      />
      <AdminNavigation />
      <div className="space-y-4">
        <ChainState check={check && { ...check, end: check.kept && `${check.kept.position}:${check.kept.hash}` }} />
        <Card>
          <AuditFilter filter={filter} actions={actions} organizations={organizations} errors={errors} />
        </Card>
        <Card isFlush>
          {entries.length === 0 ? (
            <EmptyState
              icon={<ScrollText />}
              title={isNarrowed ? "No entry matches" : "Nothing has happened yet"}
              description={isNarrowed ? "Take away a condition, or choose other days." : undefined}
            />
          ) : (
            <AuditTable
              entries={entries.map((entry) => ({
                ...entry,
                organizationName: entry.organizationId && (names.get(entry.organizationId) ?? "Deleted organization"),
              }))}
            />
          )}
        </Card>
        <div className="flex justify-end gap-2">
          {before && <ButtonLink href={addressOf("/admin/audit", filter)}>Newest</ButtonLink>}
          {last && <ButtonLink href={addressOf("/admin/audit", { ...filter, before: last.id })}>Older</ButtonLink>}
        </div>
      </div>
    </PortalPage>
  );
}

/** What an address asks for; what of it nobody can mean is said at its field, and the rest stays. */
function parseQuery(texts: Record<string, string>): { query: AuditQuery; errors: Record<string, string> } {
  const known = Object.fromEntries(Object.entries(texts).filter(([key]) => key in auditQuery.shape));
  const result = auditQuery.safeParse(known);
  if (result.success) return { query: result.data, errors: {} };
  const errors = Object.fromEntries(result.error.issues.map(({ path, message }) => [String(path[0]), message]));
  return { query: { ...known, from: undefined, until: undefined, before: undefined }, errors };
}
