"use client";

import { useDraft } from "@/components/builder/draft-provider";
import type { Blocker } from "@/components/test-bench/blockers";
import { CaseLine } from "@/components/test-bench/case-line";
import { type CaseState, caseStates, caseSummary } from "@/components/test-bench/case-state";
import { RunAllCases } from "@/components/test-bench/run-all-cases";
import { showCases } from "@/components/test-bench/show-cases";
import { useTestCases } from "@/components/test-bench/use-test-cases";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import { messageOf } from "@/lib/client/api";
import { type StepState, SubmissionStep } from "./submission-step";

interface CasesStepProps {
  onOpen: (blocker: Blocker) => void;
  /** Called as the focus leaves for the test bench. */
  onLeave: () => void;
}

/** The tests that are repeated: run all of them with one press, and what of them is not as expected. */
export function CasesStep({ onOpen, onLeave }: CasesStepProps) {
  const { definition } = useDraft();
  const tests = useTestCases();
  const { cases, error, runningId } = tests;
  const states = caseStates(definition, cases ?? []);
  const runnable = (cases ?? []).filter((_, index) => states[index] !== "gone");
  return (
    <SubmissionStep
      title="Cases"
      state={stateOf(states)}
      summary={summaryOf(cases === undefined, states)}
      actions={runnable.length > 0 && <RunAllCases tests={tests} cases={runnable} />}
    >
      {error ? (
        <Callout
          tone="danger"
          title="The cases could not be read"
          actions={
            <Button size="sm" onClick={tests.reload}>
              Try again
            </Button>
          }
        >
          {messageOf(error)}
        </Callout>
      ) : (
        !cases && (
          <Loading label="Loading the cases">
            <SkeletonText lines={1} />
          </Loading>
        )
      )}
      {cases && cases.length > 0 && (
        <ul aria-label="Cases" className="divide-y divide-line rounded-lg border border-line bg-surface">
          {cases.map((testCase, index) => (
            <CaseLine
              key={testCase.id}
              testCase={testCase}
              state={states[index] ?? "not_run"}
              tests={tests}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
      {cases && cases.length > 0 && (
        <button
          type="button"
          className="link text-sm"
          onClick={() => {
            onLeave();
            showCases();
          }}
        >
          Show the cases in the test bench
        </button>
      )}
      <p role="status" className="sr-only">
        {runningId ? "Running a case." : states.length > 0 && `Cases: ${caseSummary(states)}.`}
      </p>
    </SubmissionStep>
  );
}

function stateOf(states: readonly CaseState[]): StepState {
  return states.every((state) => state === "passed") ? "done" : "note";
}

function summaryOf(isLoading: boolean, states: readonly CaseState[]): string {
  if (isLoading) return "Tests that are repeated with the same users and answers.";
  if (states.length === 0) return "None: after a test, “Save as a case” makes one that is repeated with one press.";
  const summary = `${caseSummary(states)}.`;
  return states.every((state) => state === "passed") ? summary : `${summary} You can submit all the same.`;
}
