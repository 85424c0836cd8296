import { Mail, Search } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { MessageStatus } from "@/components/admin/message-status";
import { SearchForm } from "@/components/admin/search-form";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { requireActor } from "@/lib/http/session";
import { db } from "@/lib/server/db";
import { isMailConfigured } from "@/lib/server/mailer";
import { listMessages } from "@/lib/server/repositories/outbox";

export const metadata: Metadata = { title: "Outbox" };

export default async function OutboxPage(props: { searchParams: Promise<{ search?: string | string[] }> }) {
  const actor = await requireActor("admin.outbox");
  const given = (await props.searchParams).search;
  const search = typeof given === "string" ? given.slice(0, 200) : "";
  const messages = await listMessages(db, { search });
  return (
    <PortalPage actor={actor}>
      <PageHeader title="Outbox" description="Every e-mail of this installation, the newest hundred first." />
      <AdminNavigation />
      <div className="space-y-4">
        {!isMailConfigured() && (
          <Callout title="Mail is kept here">
            No mail server is set up, so nothing leaves this installation. Read messages here and pass their links on,
            or set SMTP_URL to have new ones sent.
          </Callout>
        )}
        <SearchForm label="Search recipients and subjects" search={search} />
        <Card isFlush>
          {messages.length === 0 ? (
            <EmptyState
              icon={search ? <Search /> : <Mail />}
              title={search ? "No message matches" : "No mail yet"}
              description={
                search
                  ? "Try another part of the address or the subject."
                  : "Invitations, confirmations and decisions appear here."
              }
            />
          ) : (
            <Table label="Messages">
              <Thead>
                <Tr>
                  <Th>Subject</Th>
                  <Th>To</Th>
                  <Th>Status</Th>
                  <Th>Written</Th>
                </Tr>
              </Thead>
              <Tbody>
                {messages.map((message) => (
                  <Tr key={message.id} isInteractive>
                    <Td className="min-w-56">
                      <Link
                        href={`/admin/outbox/${message.id}`}
                        className="font-medium text-ink after:absolute after:inset-0 hover:underline"
                      >
                        {message.subject}
                      </Link>
                    </Td>
                    <Td className="whitespace-nowrap text-muted">{message.recipient}</Td>
                    <Td>
                      <MessageStatus status={message.status} />
                    </Td>
                    <Td className="text-muted">
                      <RelativeTime at={message.createdAt} />
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </Card>
      </div>
    </PortalPage>
  );
}
