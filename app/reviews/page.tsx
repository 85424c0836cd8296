import { ClipboardCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { reviewDueAt } from "@/lib/destination/lifecycle";
import { requireActor } from "@/lib/http/session";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { listSubmissions } from "@/lib/server/repositories/versions";

export const metadata: Metadata = { title: "Reviews" };

type Submission = Awaited<ReturnType<typeof listSubmissions>>[number];

export default async function ReviewsPage() {
  const actor = await requireActor("review.read");
  const [open, decided] = await Promise.all([listSubmissions(db, "open"), listSubmissions(db, "decided")]);
  return (
    <PortalPage actor={actor}>
      <PageHeader title="Reviews" description="Submissions of all partners, the oldest first." />
      <div className="space-y-6">
        {open.length === 0 ? (
          <EmptyState
            icon={<ClipboardCheck />}
            title="Nothing waits for review"
            description="You will get an e-mail when a partner submits a destination."
          />
        ) : (
          <Card title="Waiting for a decision" isFlush>
            <SubmissionTable label="Waiting for a decision" submissions={open} actor={actor} isOpen />
          </Card>
        )}
        {decided.length > 0 && (
          <Card title="Decided" isFlush>
            <SubmissionTable label="Decided" submissions={decided} actor={actor} />
          </Card>
        )}
      </div>
    </PortalPage>
  );
}

function SubmissionTable(props: { label: string; submissions: Submission[]; actor: Actor; isOpen?: boolean }) {
  return (
    <Table label={props.label}>
      <Thead>
        <Tr>
          <Th>Destination</Th>
          <Th>Partner</Th>
          <Th>Version</Th>
          <Th>Submitted</Th>
          <Th>{props.isOpen ? "Answer due" : "Decision"}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {props.submissions.map((submission) => (
          <SubmissionRow key={submission.id} {...props} submission={submission} />
        ))}
      </Tbody>
    </Table>
  );
}

function SubmissionRow({ submission, actor, isOpen }: { submission: Submission; actor: Actor; isOpen?: boolean }) {
  const { connectionInfo: info } = submission;
  const dueAt = reviewDueAt(submission.submittedAt);
  return (
    <Tr>
      <Td>
        <Link href={`/reviews/${submission.id}`} className="group flex min-w-48 items-center gap-3">
          <LogoTile name={info.displayName} src={logoSrc(info.logoId)} />
          <span className="truncate font-medium text-ink group-hover:underline">{info.displayName}</span>
        </Link>
      </Td>
      <Td className="whitespace-nowrap text-muted">
        {submission.destination.organization.name}{" "}
        {submission.organizationId === actor.organizationId && <Badge tone="warning">Your own</Badge>}
      </Td>
      <Td className="font-mono text-muted text-xs">{submission.number}</Td>
      <Td className="whitespace-nowrap text-muted">
        <RelativeTime at={submission.submittedAt} />
      </Td>
      <Td className="whitespace-nowrap">
        {isOpen ? (
          <span className={dueAt < new Date() ? "font-medium text-danger-ink" : "text-muted"}>
            <RelativeTime at={dueAt} />
            {dueAt < new Date() && " (late)"}
          </span>
        ) : (
          <VersionStatusBadge status={submission.status} />
        )}
      </Td>
    </Tr>
  );
}
