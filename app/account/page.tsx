import type { Metadata } from "next";
import { PortalPage } from "@/app/portal-page";
import { browserName, networkName } from "@/components/people/browser-name";
import { MailChoices } from "@/components/people/mail-choices";
import { NameForm } from "@/components/people/name-form";
import { PasswordForm } from "@/components/people/password-form";
import { roleLabel } from "@/components/people/role-options";
import { SignOutEverywhere } from "@/components/people/sign-out-everywhere";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { dailyMailHour } from "@/lib/digest-time";
import { requireActor, requireSession } from "@/lib/http/session";
import { kindsFor } from "@/lib/notification-kinds";
import { db } from "@/lib/server/db";
import { findMailChoices } from "@/lib/server/repositories/mail-choices";
import { listSessions, membershipsOf } from "@/lib/server/repositories/users";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const actor = await requireActor("account.read");
  const { sessionId } = await requireSession();
  const [sessions, memberships, choices] = await Promise.all([
    listSessions(db, actor.userId),
    membershipsOf(db, actor.userId),
    findMailChoices(db, actor.userId),
  ]);
  const isBuilder = memberships.some(({ portalEnabled }) => portalEnabled);
  return (
    <PortalPage actor={actor}>
      <PageHeader title="Account" description={actor.email} />
      <div className="space-y-4">
        <Card title="Profile">
          <NameForm
            url="/api/v1/account"
            label="Your name"
            help="Others see it beside what you do."
            name={actor.name}
            maxLength={80}
            autoComplete="name"
          />
        </Card>
        <Card title="Organizations">
          <DescriptionList
            items={memberships.map((membership) => ({
              term: membership.organizationName,
              value: roleLabel(membership.organizationRole),
            }))}
          />
        </Card>
        <Card
          id="mail"
          title="Mail"
          description={`What you are told in the app can also come by e-mail; what comes once a day, at ${String(dailyMailHour).padStart(2, "0")}:00 UTC.`}
        >
          <MailChoices choices={choices} kinds={kindsFor({ isBuilder, platformRole: actor.platformRole })} />
        </Card>
        <Card title="Password">
          <PasswordForm email={actor.email} />
        </Card>
        <Card
          title="Sessions"
          description="Where you are signed in. A session ends by itself after 14 days."
          actions={<SignOutEverywhere />}
          isFlush
        >
          <Table label="Sessions">
            <Thead>
              <Tr>
                <Th>Browser</Th>
                <Th>Network</Th>
                <Th>Signed in</Th>
              </Tr>
            </Thead>
            <Tbody>
              {sessions.map((session) => (
                <Tr key={session.id}>
                  <Td className="whitespace-nowrap">
                    {browserName(session.userAgent ?? "")}{" "}
                    {session.id === sessionId && <Badge tone="accent">This one</Badge>}
                  </Td>
                  <Td className="font-mono text-muted text-xs">{networkName(session.ipAddress ?? "")}</Td>
                  <Td className="text-muted">
                    <RelativeTime at={session.createdAt} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </Card>
      </div>
    </PortalPage>
  );
}
