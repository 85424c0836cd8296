import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PortalPage } from "@/app/portal-page";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { MailPreview } from "@/components/admin/mail-preview";
import { MessageStatus } from "@/components/admin/message-status";
import { RetryMessage } from "@/components/admin/retry-message";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { requireActor } from "@/lib/http/session";
import { uuidParam } from "@/lib/people-contract";
import { db } from "@/lib/server/db";
import { isMailConfigured } from "@/lib/server/mailer";
import { findMessage } from "@/lib/server/repositories/outbox";

export const metadata: Metadata = { title: "Message" };

export default async function MessagePage({ params }: { params: Promise<{ messageId: string }> }) {
  const actor = await requireActor("admin.outbox");
  const id = uuidParam.safeParse((await params).messageId);
  const message = id.success ? await findMessage(db, id.data) : null;
  if (!message) notFound();
  const links = linksIn(message.text);
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
        {links.length > 0 && (
          <Card title="Links" description="Whoever opens one acts for its recipient: pass it on rather than follow it.">
            <ul className="space-y-2">
              {links.map((link) => (
                <li key={link} className="flex items-start gap-2">
                  <a href={link} className="link min-w-0 break-all py-1 font-mono text-xs">
                    {link}
                  </a>
                  <CopyButton text={link} label={`Copy ${link}`} isIconOnly className="ms-auto" />
                </li>
              ))}
            </ul>
          </Card>
        )}
        <MailPreview subject={message.subject} text={message.text} html={message.html} />
      </div>
    </PortalPage>
  );
}

/**
 * Ours all lead to this portal; those of the foot, to its start page and to the choice of mails, are nothing to pass on.
 * What others wrote is set off by `>` and left out.
 */
function linksIn(text: string): string[] {
  const ownWords = text.split("\n").filter((line) => !line.startsWith(">"));
  const links = new Set(ownWords.join("\n").match(/https?:\/\/\S+/g) ?? []);
  return [...links].filter((link) => URL.canParse(link) && !["/", "/account"].includes(new URL(link).pathname));
}
