import { MessageSquare } from "lucide-react";
import Link from "next/link";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { FrozenConnectionInfo } from "@/lib/contract";
import { kindName } from "@/lib/destination/kind-words";
import type { VersionStatus } from "@/lib/destination/lifecycle";
import { ageWords, type ReviewClock } from "@/lib/review-clock";
import { AssigneeSelect } from "./assignee-select";

export interface QueueItem {
  id: string;
  number: string;
  status: VersionStatus;
  connectionInfo: FrozenConnectionInfo;
  kind: string;
  partner: string;
  /** Of the reader's own organization: others decide on it. */
  isOwn: boolean;
  submittedAt: Date;
  decidedAt: Date | null;
  assigneeId: string | null;
  assigneeName: string | null;
  reviewers: readonly { id: string; name: string }[];
  openThreads: number;
  clock: ReviewClock;
}

interface QueueTableProps {
  label: string;
  items: readonly QueueItem[];
  ownId: string;
  isWaiting: boolean;
}

/** On a phone these stand under the name. */
const wideOnly = "max-sm:hidden";

/** The queue: what waits with its age and who has it, or what was decided. */
export function QueueTable({ label, items, ownId, isWaiting }: QueueTableProps) {
  return (
    <Table label={label}>
      <Thead>
        <Tr>
          <Th>Destination</Th>
          <Th className={wideOnly}>Partner</Th>
          <Th className={wideOnly}>Version</Th>
          <Th className={wideOnly}>Submitted</Th>
          <Th className={wideOnly}>{isWaiting ? "Age" : "Decision"}</Th>
          <Th>{isWaiting ? "Assignee" : "Decided"}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => (
          <Tr key={item.id}>
            <Td>
              <Destination item={item} />
              <div className="mt-1.5 space-y-1 sm:hidden">
                <p className="text-muted text-xs [overflow-wrap:anywhere]">
                  {item.partner}, {item.number}
                </p>
                {isWaiting ? <Age clock={item.clock} /> : <VersionStatusBadge status={item.status} />}
              </div>
            </Td>
            <Td className={cn("min-w-32 max-w-48 text-muted", wideOnly)}>
              <span className="line-clamp-3 [overflow-wrap:anywhere]">{item.partner}</span>
              {item.isOwn && <Badge tone="warning">Your own</Badge>}
            </Td>
            <Td className={cn("whitespace-nowrap font-mono text-muted text-xs", wideOnly)}>{item.number}</Td>
            <Td className={cn("whitespace-nowrap text-muted", wideOnly)}>
              <RelativeTime at={item.submittedAt} />
            </Td>
            <Td className={cn("whitespace-nowrap", wideOnly)}>
              {isWaiting ? <Age clock={item.clock} /> : <VersionStatusBadge status={item.status} />}
            </Td>
            <Td>{isWaiting ? <Assignee item={item} ownId={ownId} /> : <Decided at={item.decidedAt} />}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Destination({ item: { id, connectionInfo: info, kind, openThreads } }: { item: QueueItem }) {
  return (
    <div className="flex max-w-80 items-center gap-3 sm:min-w-56">
      <LogoTile name={info.displayName} src={logoSrc(info.logoId)} />
      <div className="min-w-0">
        <Link
          href={`/reviews/${id}`}
          className="line-clamp-2 font-medium text-ink [overflow-wrap:anywhere] hover:underline"
        >
          {info.displayName}
        </Link>
        <p className="flex flex-wrap items-center gap-x-2 text-faint text-xs">
          <span>
            {kindName(kind)}
            {info.category && ` · ${info.category}`}
          </span>
          {openThreads > 0 && (
            <span className="flex items-center gap-1 text-accent-ink">
              <MessageSquare aria-hidden="true" className="size-3" />
              {pluralize(openThreads, "open comment")}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

/** How many business days it has waited, and when an answer is due. */
function Age({ clock: { age, dueAt, isOverdue } }: { clock: ReviewClock }) {
  return (
    <div className="text-sm">
      <p
        className={cn(
          "whitespace-nowrap",
          isOverdue ? "flex items-center gap-1.5 font-medium text-danger-ink" : "text-ink",
        )}
      >
        {ageWords(age)}
        {isOverdue && <Badge tone="danger">Overdue</Badge>}
      </p>
      <p className="whitespace-nowrap text-faint text-xs">
        {isOverdue ? "Was due " : "Due "}
        <RelativeTime at={dueAt} />
      </p>
    </div>
  );
}

function Assignee({ item, ownId }: { item: QueueItem; ownId: string }) {
  if (item.isOwn) return <span className="text-muted">{item.assigneeName ?? "Nobody"}</span>;
  return (
    <div className="w-34 sm:w-44">
      <AssigneeSelect
        versionId={item.id}
        label={`Assignee of ${item.connectionInfo.displayName} ${item.number}`}
        assigneeId={item.assigneeId}
        reviewers={item.reviewers}
        ownId={ownId}
      />
    </div>
  );
}

function Decided({ at }: { at: Date | null }) {
  return <span className="whitespace-nowrap text-muted">{at ? <RelativeTime at={at} /> : "–"}</span>;
}
