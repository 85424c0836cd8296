import { ClipboardCheck, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PortalPage } from "@/app/portal-page";
import { isFiltered, queueAddress } from "@/components/review/queue-address";
import { QueueFilters } from "@/components/review/queue-filters";
import { type QueueItem, QueueTable } from "@/components/review/queue-table";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import { PageHeader } from "@/components/ui/page-header";
import { Toaster } from "@/components/ui/toast";
import { requireActor } from "@/lib/http/session";
import type { Actor } from "@/lib/policy";
import { type QueueFilter, queueFilter } from "@/lib/review-contract";
import { db } from "@/lib/server/db";
import { readReviewTargetDays } from "@/lib/server/repositories/platform-settings";
import {
  listQueue,
  listReviewStaff,
  type QueueRow,
  queuePageSize,
  readQueueFacts,
} from "@/lib/server/repositories/review-queue";
import { countOpenThreads } from "@/lib/server/repositories/review-threads";

export const metadata: Metadata = { title: "Reviews" };

interface ReviewsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ReviewsPage({ searchParams }: ReviewsPageProps) {
  const actor = await requireActor("review.read");
  const filter = queueFilter.parse(await searchParams);
  const [targetDays, facts, staff] = await Promise.all([
    readReviewTargetDays(db),
    readQueueFacts(db),
    listReviewStaff(db),
  ]);
  const { rows, total } = await listQueue(db, filter, { userId: actor.userId, now: new Date(), targetDays });
  const items = await toItems(actor, rows, staff);
  const label = filter.tab === "waiting" ? "Waiting for a decision" : "Decided";
  return (
    <PortalPage actor={actor}>
      <PageHeader
        title="Reviews"
        description={`Submissions of all partners. Each is to be answered within ${pluralize(targetDays, "business day")}.`}
      />
      <div className="space-y-4">
        <QueueTabs filter={filter} waiting={facts.waiting} decided={facts.decided} />
        <QueueFilters
          filter={filter}
          organizations={facts.organizations}
          categories={facts.categories}
          reviewers={staff}
          ownId={actor.userId}
        />
        <p role="status" className={cn("text-muted text-sm", !isFiltered(filter) && "sr-only")}>
          {pluralize(total, "submission")}
        </p>
        {items.length > 0 ? (
          <Card isFlush className="overflow-hidden">
            <QueueTable label={label} items={items} ownId={actor.userId} isWaiting={filter.tab === "waiting"} />
          </Card>
        ) : (
          <Nothing filter={filter} />
        )}
        <Pages filter={filter} total={total} />
      </div>
      <Toaster />
    </PortalPage>
  );
}

type Staff = Awaited<ReturnType<typeof listReviewStaff>>;

async function toItems(actor: Actor, rows: readonly QueueRow[], staff: Staff): Promise<QueueItem[]> {
  const open = await countOpenThreads(db, [...new Set(rows.map(({ destinationId }) => destinationId))]);
  const ownIds = staff.find(({ id }) => id === actor.userId)?.organizationIds ?? [actor.organizationId];
  return rows.map((row) => ({
    ...row,
    kind: row.destination.kind,
    partner: row.destination.organization.name,
    // Of any of the person's organizations, whichever they are working for now.
    isOwn: row.submittedById === actor.userId || ownIds.includes(row.organizationId),
    assigneeName: staff.find(({ id }) => id === row.assigneeId)?.name ?? null,
    reviewers: staff
      .filter(({ id, organizationIds }) => id !== row.submittedById && !organizationIds.includes(row.organizationId))
      .map(({ id, name }) => ({ id, name })),
    openThreads: open.get(row.destinationId) ?? 0,
  }));
}

function QueueTabs({ filter, waiting, decided }: { filter: QueueFilter; waiting: number; decided: number }) {
  const tabs = [
    { tab: "waiting", name: "Waiting", count: waiting },
    { tab: "decided", name: "Decided", count: decided },
  ] as const;
  return (
    <nav aria-label="Queue" className="flex gap-1 shadow-[inset_0_-1px_0_var(--line)]">
      {tabs.map(({ tab, name, count }) => (
        <Link
          key={tab}
          href={queueAddress({ ...filter, tab, overdue: "", page: 1 })}
          aria-current={filter.tab === tab ? "page" : undefined}
          className={cn(
            "flex h-9 items-center gap-1.5 border-b-2 px-2.5 font-medium text-sm -outline-offset-2",
            filter.tab === tab ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink",
          )}
        >
          {name}
          <Badge tone={tab === "waiting" && count > 0 ? "info" : "neutral"}>{formatNumber(count)}</Badge>
        </Link>
      ))}
    </nav>
  );
}

function Nothing({ filter }: { filter: QueueFilter }) {
  if (isFiltered(filter)) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="Nothing fits"
        description="No submission fits what is chosen above."
        actions={<ButtonLink href={queueAddress({ tab: filter.tab })}>Show all</ButtonLink>}
      />
    );
  }
  return filter.tab === "waiting" ? (
    <EmptyState
      icon={<ClipboardCheck />}
      title="Nothing waits for review"
      description="You will be told when a partner submits a destination."
    />
  ) : (
    <EmptyState
      icon={<ClipboardCheck />}
      title="Nothing was decided yet"
      description="Decisions are listed here, the newest first."
    />
  );
}

function Pages({ filter, total }: { filter: QueueFilter; total: number }) {
  const last = Math.max(1, Math.ceil(total / queuePageSize));
  if (last === 1) return null;
  const { page } = filter;
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2 text-muted text-sm">
      <span>
        Page {formatNumber(page)} of {formatNumber(last)}
      </span>
      {page > 1 && (
        <ButtonLink size="sm" href={queueAddress({ ...filter, page: page - 1 })}>
          Previous
        </ButtonLink>
      )}
      {page < last && (
        <ButtonLink size="sm" href={queueAddress({ ...filter, page: page + 1 })}>
          Next
        </ButtonLink>
      )}
    </nav>
  );
}
