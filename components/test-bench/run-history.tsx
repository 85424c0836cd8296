"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight, GitCompareArrows } from "lucide-react";
import { useId, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDuration } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { inkTone } from "@/components/ui/tone";
import { messageOf } from "@/lib/client/api";
import { testRunsQuery } from "@/lib/client/test-history-api";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { TestRunSummary } from "@/lib/test-history-contract";
import { headlineOf } from "./describe-exchange";
import type { RunView } from "./run-view";

interface RunHistoryProps {
  endpoint: EndpointKey;
  onOpen: (view: RunView) => void;
}

/** The recorded runs of an endpoint: each can be opened, and two be compared. */
export function RunHistory({ endpoint, onOpen }: RunHistoryProps) {
  const { destinationId, definition } = useDraft();
  const history = useInfiniteQuery(testRunsQuery(destinationId, endpoint));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const hash = endpointHash(definition, endpoint);
  if (history.isPending) return <Waiting />;
  if (history.isError) {
    return (
      <Callout
        tone="danger"
        title="The history could not be read"
        isLive
        actions={
          <Button size="sm" onClick={() => void history.refetch()}>
            Try again
          </Button>
        }
      >
        {messageOf(history.error)}
      </Callout>
    );
  }
  const runs = history.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) {
    return (
      <EmptyState
        title="No tests yet"
        description="Every test of this endpoint is listed here, with what was sent and what came back."
      />
    );
  }
  // In the order of time, whichever was ticked first.
  const pair = runs.filter(({ id }) => chosen.includes(id)).reverse();
  const [before, after] = pair;
  const choose = (id: string, isChosen: boolean) =>
    setChosen((known) => (isChosen ? [...known.slice(-1), id] : known.filter((each) => each !== id)));
  return (
    <div className="space-y-3">
      <div className="sticky top-0 z-10 -mx-5 flex flex-wrap items-center justify-between gap-2 border-line border-b bg-raised px-5 py-2">
        <p className="text-muted text-sm">Tick two tests to compare them.</p>
        <Button
          size="sm"
          icon={<GitCompareArrows aria-hidden="true" />}
          disabled={!before || !after}
          onClick={() => before && after && onOpen({ type: "compare", before: before.id, after: after.id })}
        >
          Compare
        </Button>
      </div>
      <ul aria-label="Tests, newest first" className="divide-y divide-line">
        {runs.map((run) => (
          <RunLine
            key={run.id}
            run={run}
            isCurrent={run.endpointHash === hash}
            isChosen={chosen.includes(run.id)}
            onChoose={(isChosen) => choose(run.id, isChosen)}
            onOpen={() => onOpen({ type: "run", id: run.id })}
          />
        ))}
      </ul>
      {history.hasNextPage && (
        <Button size="sm" isLoading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          Show older tests
        </Button>
      )}
    </div>
  );
}

interface RunLineProps {
  run: TestRunSummary;
  isCurrent: boolean;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  onOpen: () => void;
}

function RunLine({ run, isCurrent, isChosen, onChoose, onOpen }: RunLineProps) {
  const { tone, status, verdict } = headlineOfRun(run);
  const words = useId();
  return (
    <li className="flex items-stretch gap-1">
      <Checkbox
        label="Compare"
        isLabelHidden
        checked={isChosen}
        onCheckedChange={onChoose}
        aria-describedby={words}
        className="w-8 shrink-0 cursor-pointer justify-center pt-3"
      />
      <button
        type="button"
        onClick={onOpen}
        className="flex min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-sm py-2.5 text-start text-sm hover:bg-hover"
      >
        <span id={words} className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Badge tone={tone} hasDot>
              {status}
            </Badge>
            <span className={`min-w-0 break-words font-medium ${inkTone[tone]}`}>{verdict}</span>
          </span>
          <span className="mt-0.5 block break-words text-muted text-xs">
            <RelativeTime at={run.createdAt} /> by {run.by} · {formatDuration(run.durationMs)}
            {!isCurrent && <span className="text-warning-ink"> · the endpoint was different</span>}
          </span>
        </span>
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-faint rtl:rotate-180" />
      </button>
    </li>
  );
}

/** The first line of a run, without its exchange. */
export function headlineOfRun({ failure, responseStatus, outcome }: TestRunSummary) {
  const response = responseStatus === null ? undefined : { status: responseStatus };
  return headlineOf({ failure: failure ?? undefined, response }, outcome);
}

function Waiting() {
  return (
    <Loading label="Loading the history">
      <div className="space-y-3 py-2">
        {[0, 1, 2, 3].map((line) => (
          <Skeleton key={line} className="h-11 w-full" />
        ))}
      </div>
    </Loading>
  );
}
