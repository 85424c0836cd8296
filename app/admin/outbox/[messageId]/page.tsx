import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { MessageContent } from "@/components/admin/message-content";
import { MessageStatus } from "@/components/admin/message-status";
import { PersonalMessage } from "@/components/admin/personal-message";
import { RetryMessage } from "@/components/admin/retry-message";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { requireActor } from "@/lib/http/session";
import { uuidParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { isMailConfigured } from "@/lib/server/mailer";
import { findMessage, holdsPersonalLink } from "@/lib/server/repositories/outbox";

export const metadata: Metadata = { title: "Message" };

export default async function MessagePage({ params }: { params: Promise<{ messageId: string }> }) {
  const actor = await requireActor("admin.outbox");
  const id = uuidParam.safeParse((await params).messageId);
  const message = id.success ? await findMessage(db, id.data) : null;
  if (!message) notFound();
  return (
    <PortalPage actor={actor}>
      <PageHeader
        breadcrumb={[{ label: "Outbox", href: "/admin/outbox" }]}
        title={message.subject}
        badge={<MessageStatus status={message.status} />}
        actions={
          isMailConfigured() && message.status !== "sent" ? (
            <RetryMessage messageId={message.id} subject={message.subject} />
          ) : undefined
        }
      />
      <AdminNavigation />
      <div className="space-y-4">
        {message.error && (
          <Callout tone={message.status === "failed" ? "danger" : "warning"} title="The mail server refused it">
            {message.error}
          </Callout>
        )}
        <Card title="Message">
          <DescriptionList
            items={[
              { term: "To", value: message.recipient },
              { term: "Written", value: <RelativeTime at={message.createdAt} /> },
              ...(message.sentAt ? [{ term: "Sent", value: <RelativeTime at={message.sentAt} /> }] : []),
              ...(message.attempts > 0 ? [{ term: "Tries", value: message.attempts }] : []),
              ...(message.status === "pending" && message.attempts > 0
                ? [{ term: "Next try", value: <RelativeTime at={message.notBefore} /> }]
                : []),
            ]}
          />
        </Card>
        {holdsPersonalLink(message) ? (
          <PersonalMessage messageId={message.id} subject={message.subject} />
        ) : (
          <MessageContent subject={message.subject} text={message.text} html={message.html} />
        )}
      </div>
    </PortalPage>
  );
}
