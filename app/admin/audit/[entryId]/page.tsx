import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { addressOf } from "@/app/text-params";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { auditWords } from "@/components/admin/audit-words";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { find } from "@/lib/server/repositories/audit-log";
import { findOrganizationName } from "@/lib/server/repositories/organizations";

export const metadata: Metadata = { title: "Audit entry" };

export default async function AuditEntryPage({ params }: { params: Promise<{ entryId: string }> }) {
  const actor = await requireActor("admin.audit");
  const { entryId } = await params;
  const entry = /^\d{1,18}$/.test(entryId) ? await find(db, entryId) : undefined;
  if (!entry) notFound();
  const organizationName = entry.organizationId && (await findOrganizationName(db, entry.organizationId));
  const others = (filter: Record<string, string>, words: string) => (
    <Link href={addressOf("/admin/audit", filter)} className="link">
      {words}
    </Link>
  );
  return (
    <PortalPage actor={actor}>
      <PageHeader
        breadcrumb={[{ label: "Audit log", href: "/admin/audit" }]}
        title={
          auditWords(entry.action) ? (
            `${entry.actorName} ${auditWords(entry.action)}`
          ) : (
            <span className="font-mono">{entry.action}</span>
          )
        }
      />
      <AdminNavigation />
      <div className="space-y-4">
        <Card title="Entry">
          <DescriptionList
            items={[
              {
                term: "When",
                value: (
                  <>
                    <RelativeTime at={entry.at} /> <span className="text-muted">({entry.at.toISOString()})</span>
                  </>
                ),
              },
              { term: "Who", value: others({ actor: entry.actorId ?? entry.actorName }, entry.actorName) },
              ...(entry.organizationId
                ? [
                    {
                      term: "For",
                      value: others(
                        { organization: entry.organizationId },
                        organizationName ?? "An organization that is deleted",
                      ),
                    },
                  ]
                : []),
              {
                term: "What",
                value: <span className="font-mono text-xs">{others({ action: entry.action }, entry.action)}</span>,
              },
              {
                term: "Subject",
                value: <span className="font-mono text-xs">{others({ subject: entry.subject }, entry.subject)}</span>,
              },
            ]}
          />
        </Card>
        <CodeBlock code={JSON.stringify(entry.details, null, 2)} language="json" label="Details" isWrapped />
        <Card title="Place in the chain" description="What the next entry builds on: a change of this one would show.">
          <DescriptionList
            items={[
              { term: "Entry", value: entry.position },
              { term: "ID", value: <span className="font-mono text-xs">{entry.id}</span> },
              { term: "Hash", value: <code className="break-all font-mono text-xs">{entry.hash}</code> },
            ]}
          />
        </Card>
      </div>
    </PortalPage>
  );
}
