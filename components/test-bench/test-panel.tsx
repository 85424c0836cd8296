"use client";

import { BookmarkPlus, Play, Square } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { focusField } from "@/components/builder/focus-field";
import { curlCommand } from "@/components/preview/curl";
import { RequestPreview } from "@/components/preview/request-preview";
import { withStandIns } from "@/components/preview/stand-ins";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { ActionMatcher } from "@/lib/destination/action-call";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { actionAt, type EndpointKey, endpointName, isActionKey } from "@/lib/destination/endpoints";
import { type HostileSample, withHostileSample } from "@/lib/destination/hostile-samples";
import { maskSecrets } from "@/lib/destination/mask-secrets";
import type { RequestProblem, RequestValues } from "@/lib/destination/request";
import { type Blocker, placeOfProblem } from "./blockers";
import { headlineOf } from "./describe-exchange";
import { HistoryButton } from "./history-button";
import { RefusalCallout } from "./refusal-callout";
import { SaveCaseDialog } from "./save-case-dialog";
import { useSteadyDefinition } from "./steady-definition";
import { testPanelId } from "./test-panel-id";
import { TestResultView } from "./test-result";
import { useTestBench } from "./test-values-provider";
import { TrialView } from "./trial-view";
import type { EndpointTest, TestResult, TestRuns } from "./use-test-runs";

interface TestPanelProps {
  endpoint: EndpointKey;
  runs: TestRuns;
  /** What the request is rendered with in place of the sample users' own values. */
  sample: HostileSample | undefined;
  /** The same at every drawing, since the preview is drawn again with it. */
  onOpen: (blocker: Blocker) => void;
}

/** What the preview is made of: new only when something in it is, so that typing elsewhere leaves the preview alone. */
function usePanelRequest(endpoint: EndpointKey, sample: HostileSample | undefined) {
  const draft = useDraft();
  const { values, requestValuesWith } = useTestBench();
  const definition = useSteadyDefinition(draft.definition, endpoint);
  return useMemo(() => {
    const own = requestValuesWith(definition, values, endpoint);
    const { values: standing, missing } = withStandIns(definition, endpoint, own);
    const masked = maskSecrets(definition, standing);
    return {
      definition,
      values: sample ? withHostileSample(definition, masked, sample) : masked,
      missing,
      sampleName: sample?.name,
      curl: ({ users, events, batchId }: Pick<RequestValues, "users" | "events" | "batchId">) => {
        const sent = sample ? withHostileSample(definition, standing, sample) : standing;
        return curlCommand(definition, endpoint, { ...sent, users, events, batchId });
      },
    };
  }, [definition, values, requestValuesWith, endpoint, sample]);
}

/** One endpoint: its request as it will be sent, the button that sends it, and what came of it. */
export function TestPanel({ endpoint, runs, sample, onOpen }: TestPanelProps) {
  const test: EndpointTest = runs.tests[endpoint] ?? { phase: "idle" };
  const request = usePanelRequest(endpoint, sample);
  const { definition } = request;
  const { actions } = request.values;
  const hash = useMemo(() => endpointHash(definition, endpoint), [definition, endpoint]);
  const openProblem = useCallback(
    (problem: RequestProblem) =>
      onOpen({ message: problem.message, place: placeOfProblem(definition, problem, actions) }),
    [onOpen, definition, actions],
  );
  const name = endpointName(definition, endpoint);
  const noun = isActionKey(endpoint) ? "action" : "endpoint";
  const matcher = useMemo(() => {
    const action = actionAt(definition, endpoint);
    return action && new ActionMatcher(definition, action, actions);
  }, [definition, endpoint, actions]);

  return (
    <Card
      id={testPanelId(endpoint)}
      title={`${name} ${noun}`}
      headingLevel={3}
      actions={
        <>
          {matcher?.isEnabled === false && <Badge>Turned off</Badge>}
          {test.phase === "idle" ? <Freshness test={test} hash={hash} /> : <CancelButton onCancel={runs.cancel} />}
          <HistoryButton endpoint={endpoint} name={name} />
          <TestButton name={name} noun={noun} test={test} runs={runs} onTest={() => runs.test(endpoint)} />
        </>
      }
      bodyClassName="space-y-4"
    >
      {matcher && <p className="text-muted text-sm empty:hidden">{whenCalled(matcher)}</p>}
      <RequestPreview {...request} endpoint={endpoint} onOpenProblem={openProblem} onOpenPlace={focusField} />
      <Announcement name={name} test={test} />
      {test.refusal && <RefusalCallout refusal={test.refusal} onOpen={onOpen} />}
      {test.cancelled && (
        <Callout tone="info" title="You stopped this call" isLive>
          {test.cancelled === "before_sending"
            ? "Nothing was sent."
            : "The partner may have received it all the same. Look there before you repeat it."}
        </Callout>
      )}
      {(test.refusal || test.cancelled) && test.result && (
        <p className="text-muted text-sm">Below is the result of an earlier test.</p>
      )}
      {test.trial && <TrialView trial={test.trial} endpoint={endpoint} definition={definition} test={test} />}
      {test.result && (
        <section aria-label={`Result of ${name}`} className="border-line border-t pt-4">
          <TestResultView
            result={test.result}
            endpoint={endpoint}
            isStale={test.phase === "sending"}
            trial={test.trial}
            onTestAsDelivery={runs.isBusy ? undefined : () => runs.test(endpoint, { asDelivery: true })}
          />
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <SaveCaseButton run={test.result} isDisabled={test.phase !== "idle"} />
            <Button size="sm" variant="ghost" onClick={() => runs.clear(endpoint)} disabled={test.phase !== "idle"}>
              Clear result
            </Button>
          </div>
        </section>
      )}
    </Card>
  );
}

/** "Called when a track event named “Product Added” arrives."; nothing where a text can't be read yet. */
function whenCalled({ action, problems, condition }: ActionMatcher): string | undefined {
  if (problems.length > 0) return undefined;
  return action.trigger.trim() === "" ? "Never called: the trigger is empty." : `Called ${condition}.`;
}

function SaveCaseButton({ run, isDisabled }: { run: TestResult; isDisabled: boolean }) {
  const [isSaving, setIsSaving] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<BookmarkPlus aria-hidden="true" />}
        onClick={() => setIsSaving(true)}
        disabled={isDisabled}
      >
        Save as a case
      </Button>
      <SaveCaseDialog isOpen={isSaving} onOpenChange={setIsSaving} run={run} />
    </>
  );
}

function Freshness({ test, hash }: { test: EndpointTest; hash: string }) {
  const { result } = test;
  if (!result) return <Badge>Not tested</Badge>;
  if (result.endpointHash !== hash) return <Badge tone="warning">Changed since last test</Badge>;
  return (
    <span className="whitespace-nowrap text-muted text-xs">
      Tested <RelativeTime key={result.createdAt} at={result.createdAt} />
    </span>
  );
}

interface TestButtonProps {
  name: string;
  noun: "action" | "endpoint";
  test: EndpointTest;
  runs: TestRuns;
  onTest: () => void;
}

function CancelButton({ onCancel }: { onCancel: () => void }) {
  return (
    <Button size="sm" variant="ghost" icon={<Square aria-hidden="true" />} onClick={onCancel}>
      Cancel
    </Button>
  );
}

function TestButton({ name, noun, test, runs, onTest }: TestButtonProps) {
  const isRunning = test.phase !== "idle";
  return (
    <Button
      size="sm"
      icon={<Play aria-hidden="true" />}
      isLoading={isRunning}
      disabled={runs.isBusy && !isRunning}
      aria-label={`Test ${noun}: ${name}`}
      onClick={onTest}
    >
      Test {noun}
    </Button>
  );
}

/** Says to screen readers what the eye sees change. */
function Announcement({ name, test }: { name: string; test: EndpointTest }) {
  return (
    <p role="status" className="sr-only">
      {test.phase === "saving" && `${name}: saving before the test.`}
      {test.phase === "sending" && `${name}: waiting for the partner.`}
      {test.phase === "waiting" && test.result && `${said(name, test.result)} The call is made again.`}
      {test.phase === "idle" && test.result?.listId !== undefined && said(name, test.result)}
    </p>
  );
}

function said(name: string, { exchange, outcome }: NonNullable<EndpointTest["result"]>): string {
  const { status, verdict } = headlineOf(exchange, outcome);
  return `${name}: ${status}. ${verdict}.`;
}
