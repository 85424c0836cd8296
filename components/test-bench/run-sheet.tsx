"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, BookmarkPlus } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { focusFieldEvent } from "@/components/builder/focus-field";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Disclosure } from "@/components/ui/disclosure";
import { RelativeTime } from "@/components/ui/relative-time";
import { Sheet } from "@/components/ui/sheet";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import { messageOf } from "@/lib/client/api";
import { testRunQuery } from "@/lib/client/test-history-api";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { type EndpointKey, endpointName } from "@/lib/destination/endpoints";
import { isLosslessNumber, parseJson } from "@/lib/destination/json";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import type { RecordedTestRun, TestInputs } from "@/lib/test-history-contract";
import { CompareRuns } from "./compare-runs";
import { RunHistory } from "./run-history";
import { RunInputs } from "./run-inputs";
import type { RunView } from "./run-view";
import { SaveCaseDialog } from "./save-case-dialog";
import { TestResultView } from "./test-result";
import type { TestResult } from "./use-test-runs";

interface RunSheetProps {
  endpoint: EndpointKey;
  /** Undefined: closed. */
  view: RunView | undefined;
  onView: (view: RunView | undefined) => void;
}

/** Recorded tests beside the page: their list, one of them in full, two compared. */
export function RunSheet({ endpoint, view, onView }: RunSheetProps) {
  const { definition } = useDraft();
  // It keeps its content while it slides out.
  const [shown, setShown] = useState<RunView>({ type: "list" });
  if (view && view !== shown) setShown(view);
  const isOpen = view !== undefined;
  // Whoever goes to a field of the configuration must be able to see it.
  const close = useEffectEvent(() => onView(undefined));
  useEffect(() => {
    if (!isOpen) return;
    const leave = () => close();
    window.addEventListener(focusFieldEvent, leave);
    return () => window.removeEventListener(focusFieldEvent, leave);
  }, [isOpen]);
  const name = endpointName(definition, endpoint);
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={(next) => !next && onView(undefined)}
      title={shown.type === "compare" ? `Two tests of ${name}` : `Tests of ${name}`}
      size="xl"
    >
      {shown.type === "list" && <RunHistory endpoint={endpoint} onOpen={onView} />}
      {shown.type === "run" && (
        <Opened onBack={() => onView({ type: "list" })}>
          <RunDetail key={shown.id} id={shown.id} endpoint={endpoint} />
        </Opened>
      )}
      {shown.type === "compare" && (
        <Opened onBack={() => onView({ type: "list" })}>
          <CompareRuns before={shown.before} after={shown.after} />
        </Opened>
      )}
    </Sheet>
  );
}

/** Something opened from the list; the focus goes with it. */
function Opened({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <div className="space-y-4">
      <Button ref={back} size="sm" variant="ghost" icon={<ArrowLeft aria-hidden="true" />} onClick={onBack}>
        All tests
      </Button>
      {children}
    </div>
  );
}

function RunDetail({ id, endpoint }: { id: string; endpoint: EndpointKey }) {
  const { destinationId, definition } = useDraft();
  const query = useQuery(testRunQuery(destinationId, id));
  const [isSaving, setIsSaving] = useState(false);
  const result = useMemo(() => query.data && resultOf(query.data), [query.data]);
  if (query.isError) {
    return (
      <Callout tone="danger" title="This test could not be read" isLive>
        {messageOf(query.error)}
      </Callout>
    );
  }
  if (!query.data || !result) {
    return (
      <Loading label="Loading the test">
        <SkeletonText lines={8} />
      </Loading>
    );
  }
  const run = query.data;
  const isCurrent = run.endpointHash === endpointHash(definition, endpoint);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex min-w-0 flex-wrap items-center gap-2 text-muted text-sm">
          <span>
            <RelativeTime at={run.createdAt} /> by {run.by}
          </span>
          {!isCurrent && <Badge tone="warning">Changed since</Badge>}
        </p>
        {run.inputs && (
          <Button size="sm" icon={<BookmarkPlus aria-hidden="true" />} onClick={() => setIsSaving(true)}>
            Save as a case
          </Button>
        )}
      </div>
      <TestResultView result={result} endpoint={endpoint} isStale={false} isPast />
      <Disclosure isPlain title="What it was made with">
        {run.inputs ? (
          <RunInputs inputs={run.inputs} />
        ) : (
          <p className="text-muted text-sm">
            Not kept: it is very large, a secret stands in it, or the test is older than this history.
          </p>
        )}
      </Disclosure>
      <SaveCaseDialog isOpen={isSaving} onOpenChange={setIsSaving} run={run} />
    </div>
  );
}

/** A recorded run as the test bench shows a test. */
function resultOf({ details, inputs, ...run }: RecordedTestRun): TestResult {
  return { ...run, ...details, ...(inputs && { sent: sentOf(inputs) }) };
}

function sentOf({ users, events }: TestInputs): TestResult["sent"] {
  return { users, ...(events.length > 0 && { events: events.map(eventOf) }) };
}

function eventOf(text: string): TriggerEvent {
  const event = parseJson(text);
  const isObject = event !== null && typeof event === "object" && !Array.isArray(event) && !isLosslessNumber(event);
  return isObject ? event : {};
}
