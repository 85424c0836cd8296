import { Mail, Search } from "lucide-react";
import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { addressOf, pageNumber, type SearchParams, textParams } from "@/app/text-params";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { messageStatusTexts } from "@/components/admin/message-status";
import { MessageTable } from "@/components/admin/message-table";
import { SearchForm } from "@/components/admin/search-form";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/components/ui/format-number";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { outboxStatuses } from "@/lib/admin-contract";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { isMailConfigured } from "@/lib/server/mailer";
import { countMessages, listMessages } from "@/lib/server/repositories/outbox";

export const metadata: Metadata = { title: "Outbox" };

const pageSize = 50;

export default async function OutboxPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("admin.outbox");
  const { search, ...texts } = await textParams(searchParams);
  const page = pageNumber(texts.page);
  const status = outboxStatuses.find((each) => each === texts.status);
  const [{ total, messages }, { counts }] = await Promise.all([
    listMessages(db, { search, status }, { page, pageSize }),
    countMessages(db),
  ]);
  const options = outboxStatuses.map((value) => ({
    value,
    label: `${messageStatusTexts[value]} (${formatNumber(counts.get(value) ?? 0)})`,
  }));
  const isNarrowed = search !== undefined || status !== undefined;
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Outbox"
        description="Every e-mail of this installation. One that fails is tried six more times within a day, then given up with its reason."
      />
      <AdminNavigation />
      <div className="space-y-4">
        {!isMailConfigured() && (
          <Callout title="Mail is kept here">
            No mail server is set up, so nothing leaves this installation. Read messages here and pass their links on,
            or set SMTP_URL to have new ones sent.
          </Callout>
        )}
        <SearchForm
          label="Search recipients and subjects"
          search={search}
          choice={{
            name: "status",
            label: "Status",
            value: status,
            options: [{ value: "", label: "Any status" }, ...options],
          }}
        />
        <Card isFlush>
          {messages.length === 0 ? (
            <EmptyState
              icon={isNarrowed ? <Search /> : <Mail />}
              title={isNarrowed ? "No message matches" : "No mail yet"}
              description={
                isNarrowed
                  ? "Try another part of the address or the subject, or another status."
                  : "Invitations, confirmations and decisions appear here."
              }
            />
          ) : (
            <MessageTable messages={messages} />
          )}
        </Card>
        <Pager
          page={page}
          pageSize={pageSize}
          total={total}
          addressOf={(number) => addressOf("/admin/outbox", { search, status, page: number })}
        />
      </div>
    </PortalPage>
  );
}
