import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { messageStatusTexts } from "@/components/admin/message-status";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { formatBytes, formatNumber, pluralize } from "@/components/ui/format-number";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { outboxStatuses } from "@/lib/admin-contract";
import { requireActor } from "@/lib/http/session";
import { readSystemState } from "@/lib/server/services/read-system-state";

export const metadata: Metadata = { title: "System" };

const queueTexts: Record<string, string> = {
  notify: "Tell people what happened",
  deliver_outbox: "Send mail",
  send_digests: "Mail what was collected",
  end_vaults: "Delete test accounts of reviewers that have expired",
  check_audit: "Check the audit log",
  prune_test_history: "Delete the oldest tests where there are very many",
};

export default async function SystemPage() {
  const actor = await requireActor("admin.settings");
  const state = await readSystemState();
  return (
    <PortalPage actor={actor}>
      <PageHeader title="System" description="How this installation is at this moment." />
      <AdminNavigation />
      <div className="space-y-4">
        {!state.worker.isThere && (
          <Callout tone="warning" title="No worker answers">
            Nothing was finished in the background for more than two minutes: messages, mail and digests wait until a
            worker runs. Nothing is lost. Start one with <code className="font-mono text-xs">npm run worker</code>.
          </Callout>
        )}
        <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
          <Card title="Software">
            <DescriptionList
              items={[
                { term: "Landfall", value: state.version },
                { term: "Node", value: state.node },
                { term: "This process", value: <>started {<RelativeTime at={state.startedAt} />}</> },
                { term: "Key of new secrets", value: <code className="font-mono text-xs">{state.keyId}</code> },
              ]}
            />
          </Card>
          <Card title="Database">
            <DescriptionList
              items={[
                { term: "Postgres", value: state.database.version },
                { term: "Size", value: formatBytes(state.database.bytes) },
                { term: "Migrations", value: formatNumber(state.database.migrations) },
                {
                  term: "Newest",
                  value: <code className="break-all font-mono text-xs">{state.database.newestMigration}</code>,
                },
              ]}
            />
          </Card>
          <Mail state={state} />
          <Audit audit={state.audit} />
        </div>
        <Work state={state} />
      </div>
    </PortalPage>
  );
}

type State = Awaited<ReturnType<typeof readSystemState>>;

function Mail({ state: { mail, digests } }: { state: State }) {
  return (
    <Card title="Mail">
      <DescriptionList
        items={[
          { term: "Mail server", value: mail.isConfigured ? "Set up" : "None: messages are kept in the outbox" },
          ...outboxStatuses.map((status) => ({
            term: messageStatusTexts[status],
            value: (
              <Link href={`/admin/outbox?status=${status}`} className="link">
                {pluralize(mail.counts[status] ?? 0, "message")}
              </Link>
            ),
          })),
          ...(mail.oldestWaitingAt
            ? [{ term: "Oldest waiting", value: <RelativeTime at={mail.oldestWaitingAt} /> }]
            : []),
          {
            term: "Collected",
            value: (
              <>
                {pluralize(digests.count, "piece")} of news
                {digests.nextAt && (
                  <>
                    , the next mail <RelativeTime at={digests.nextAt} />
                  </>
                )}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Audit({ audit }: Pick<State, "audit">) {
  return (
    <Card title="Audit log">
      <DescriptionList
        items={[
          {
            term: "Chain",
            value: !audit ? (
              <StatusDot tone="neutral" label="Not checked yet" />
            ) : audit.problems.length === 0 ? (
              <StatusDot tone="success" label="Unbroken" />
            ) : (
              <StatusDot tone="danger" label="Broken" />
            ),
          },
          ...(audit
            ? [
                { term: "Entries", value: formatNumber(audit.entries) },
                { term: "Checked", value: <RelativeTime at={audit.at} /> },
              ]
            : []),
          {
            term: "More",
            value: (
              <Link href="/admin/audit" className="link">
                Open the audit log
              </Link>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Work({ state: { worker, queues } }: { state: State }) {
  return (
    <Card
      title="Background work"
      description="Done by the worker. What waits commits with the change that caused it, and survives every restart."
      actions={
        <StatusDot
          tone={worker.isThere ? "success" : "warning"}
          label={worker.isThere ? "A worker is there" : "No worker answers"}
        />
      }
      isFlush
    >
      <Table label="Background work">
        <Thead>
          <Tr>
            <Th>Work</Th>
            <Th isNumeric>Waiting</Th>
            <Th isNumeric>Under way</Th>
            <Th isNumeric>Given up</Th>
            <Th>Last finished</Th>
          </Tr>
        </Thead>
        <Tbody>
          {queues.map(({ name, waiting, active, failed, finishedAt }) => (
            <Tr key={name}>
              <Td className="min-w-48 font-medium text-ink">{queueTexts[name] ?? name}</Td>
              <Td isNumeric>{formatNumber(waiting)}</Td>
              <Td isNumeric>{formatNumber(active)}</Td>
              <Td isNumeric>{formatNumber(failed)}</Td>
              <Td className="text-muted">
                {finishedAt ? <RelativeTime at={finishedAt} /> : <span className="text-faint">Not lately</span>}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}
