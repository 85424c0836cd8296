"use client";

import { ListVideo, Play, Square } from "lucide-react";
import { useDraft } from "@/components/builder/draft-provider";
import { problemGroups } from "@/components/builder/problem-groups";
import { ProblemReason } from "@/components/builder/problem-reason";
import { useSubmissionNotes } from "@/components/builder/submission-notes-provider";
import { reasonProblem } from "@/components/builder/waivers";
import type { Blocker } from "@/components/test-bench/blockers";
import { headlineOf } from "@/components/test-bench/describe-exchange";
import { RefusalCallout } from "@/components/test-bench/refusal-callout";
import type { TestRuns } from "@/components/test-bench/use-test-runs";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import { Tooltip } from "@/components/ui/tooltip";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { type EndpointKey, endpointsOf } from "@/lib/destination/endpoints";
import { isSameJson } from "@/lib/destination/same-json";
import { type StepState, SubmissionStep } from "./submission-step";

/** The rule that wants each call tested as it is now: its findings are told here, beside the button that mends them. */
export const untestedRule = "LF038";

interface EvidenceStepProps {
  runs: TestRuns;
  areReasonsAsked: boolean;
  isProblemShown: boolean;
  onOpen: (blocker: Blocker) => void;
}

type Freshness = "fresh" | "stale" | "never";

/** For each call the newest test, whether it still proves what is submitted, and testing it again right there. */
export function EvidenceStep({ runs, areReasonsAsked, isProblemShown, onOpen }: EvidenceStepProps) {
  const { definition, findings, endpointTests } = useDraft();
  const { reasons } = useSubmissionNotes();
  const problems = problemGroups(
    definition,
    findings.filter(({ rule }) => rule === untestedRule),
  ).flatMap((group) => group.problems);
  const rows = endpointsOf(definition).map(({ key, name, path }) => {
    const hash = endpointHash(definition, key);
    const tested = endpointTests[key];
    const freshness: Freshness = !tested ? "never" : tested === hash ? "fresh" : "stale";
    return {
      key,
      name,
      hash,
      freshness,
      problem: problems.find(({ findings: [first] }) => isSameJson(first.path, path)),
    };
  });
  const fresh = rows.filter(({ freshness }) => freshness === "fresh").length;
  const isOpen = areReasonsAsked && problems.some(({ key }) => reasonProblem(reasons[key]));
  return (
    <SubmissionStep
      title="Tests"
      state={stateOf(fresh === rows.length, isOpen)}
      summary={
        rows.length === 0
          ? "This destination makes no call yet."
          : `${fresh} of ${rows.length} calls tested as they are now. The newest test of each goes with the version, as evidence.`
      }
      actions={rows.length > 1 && <TestAll runs={runs} />}
    >
      <ul aria-label="Tests of each call" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {rows.map(({ key, name, hash, freshness, problem }) => (
          <li key={key} aria-label={name} className="space-y-2 px-3 py-2.5">
            <EvidenceRow endpoint={key} name={name} hash={hash} freshness={freshness} runs={runs} onOpen={onOpen} />
            {problem && areReasonsAsked && (isProblemShown || Boolean(reasons[problem.key])) && (
              <ProblemReason reasonKey={problem.key} place={name} isAsked isProblemShown={isProblemShown} />
            )}
          </li>
        ))}
      </ul>
    </SubmissionStep>
  );
}

function TestAll({ runs }: { runs: TestRuns }) {
  return (
    <>
      <Button
        size="sm"
        icon={<ListVideo aria-hidden="true" />}
        isLoading={runs.sequence?.state === "running"}
        disabled={runs.isBusy && runs.sequence?.state !== "running"}
        onClick={() => runs.runAll()}
      >
        Test all
      </Button>
      <IconButton
        label="Cancel the tests"
        size="sm"
        onClick={runs.cancel}
        className={cn(runs.sequence?.state !== "running" && "invisible")}
      >
        <Square aria-hidden="true" />
      </IconButton>
    </>
  );
}

function stateOf(isAllFresh: boolean, isOpen: boolean): StepState {
  if (isAllFresh) return "done";
  return isOpen ? "open" : "note";
}

interface EvidenceRowProps {
  endpoint: EndpointKey;
  name: string;
  /** Of what is submitted now. */
  hash: string;
  freshness: Freshness;
  runs: TestRuns;
  onOpen: (blocker: Blocker) => void;
}

const words = {
  fresh: "Tested as it is now",
  stale: "Changed since its last test",
  never: "Never tested",
} satisfies Record<Freshness, string>;

function EvidenceRow({ endpoint, name, hash, freshness, runs, onOpen }: EvidenceRowProps) {
  const test = runs.tests[endpoint];
  const result = test?.result;
  const headline = result && headlineOf(result.exchange, result.outcome);
  const isRunning = test !== undefined && test.phase !== "idle";
  const isFailure = result?.outcome.kind === "failure";
  const tone = freshness !== "fresh" ? "warning" : isFailure ? "danger" : "success";
  return (
    <>
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0 space-y-0.5 text-sm">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
            <span className="font-medium text-ink">{name}</span>
            <StatusDot tone={tone} label={isRunning ? "Testing" : words[freshness]} isPulsing={isRunning} />
          </p>
          {result && headline && (
            <p className="break-words text-muted text-xs">
              {freshness === "stale" ? "Before the change: " : ""}
              {headline.status} · {headline.verdict} · <RelativeTime key={result.createdAt} at={result.createdAt} />
              {" · "}
              <Proof hash={result.endpointHash} isCurrent={result.endpointHash === hash} />
            </p>
          )}
          <p role="status" className="sr-only">
            {isRunning && `Testing ${name}.`}
            {!isRunning &&
              result?.listId !== undefined &&
              headline &&
              `${name}: ${headline.status}. ${headline.verdict}.`}
          </p>
        </div>
        <Button
          size="sm"
          icon={<Play aria-hidden="true" />}
          isLoading={isRunning}
          disabled={runs.isBusy && !isRunning}
          aria-label={`${freshness === "never" ? "Test" : "Test again"}: ${name}`}
          onClick={() => runs.test(endpoint)}
        >
          {freshness === "never" ? "Test" : "Test again"}
        </Button>
      </div>
      {test?.refusal && <RefusalCallout refusal={test.refusal} onOpen={onOpen} />}
    </>
  );
}

/** What a test proves, as a few letters that change with it. */
function Proof({ hash, isCurrent }: { hash: string; isCurrent: boolean }) {
  const short = hash.slice(0, 8);
  const explanation = isCurrent
    ? "The fingerprint of everything that affects this call. The test was made with the same one, so it proves what you submit."
    : "The fingerprint of the call as it was tested. It is another one now, so the test proves nothing about it.";
  return (
    <Tooltip content={explanation}>
      <button
        type="button"
        aria-label={`Fingerprint ${short}, ${isCurrent ? "as it is now" : "of an earlier state"}`}
        className={cn("rounded-sm font-mono text-2xs", isCurrent ? "text-muted" : "text-warning-ink line-through")}
      >
        {short}
      </button>
    </Tooltip>
  );
}
