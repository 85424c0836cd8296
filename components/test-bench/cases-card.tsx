"use client";

import { useMemo, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import { messageOf } from "@/lib/client/api";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { TestCase } from "@/lib/test-history-contract";
import type { Blocker } from "./blockers";
import { CaseLine } from "./case-line";
import { CaseMenu } from "./case-menu";
import { type CaseState, caseStates, caseSummary } from "./case-state";
import { casesId } from "./cases-id";
import { RunAllCases } from "./run-all-cases";
import { RunSheet } from "./run-sheet";
import type { RunView } from "./run-view";
import { type TestCases, useTestCases } from "./use-test-cases";

const none: readonly TestCase[] = [];

/** The tests that are repeated: what came of each, and running one or all of them again. */
export function CasesCard({ onOpen }: { onOpen: (blocker: Blocker) => void }) {
  const { definition } = useDraft();
  const tests = useTestCases();
  const { cases = none, runningId } = tests;
  const states = useMemo(() => caseStates(definition, cases), [definition, cases]);
  const summary = caseSummary(states);
  return (
    <Card
      id={casesId}
      title="Cases"
      headingLevel={3}
      description="Tests that are repeated with the same users and answers."
      actions={
        cases.length > 0 && <RunAllCases tests={tests} cases={cases.filter((_, index) => states[index] !== "gone")} />
      }
      isFlush
    >
      <CaseList tests={tests} states={states} onOpen={onOpen} />
      <p role="status" className="sr-only">
        {runningId ? "Running a case." : summary && `Cases: ${summary}.`}
      </p>
    </Card>
  );
}

interface CaseListProps {
  tests: TestCases;
  /** In the order of the cases. */
  states: readonly CaseState[];
  onOpen: (blocker: Blocker) => void;
}

function CaseList({ tests, states, onOpen }: CaseListProps) {
  const { cases, error } = tests;
  const [sheet, setSheet] = useState<{ endpoint: EndpointKey; view: RunView | undefined }>();
  if (error) {
    return (
      <div className="p-4">
        <Callout
          tone="danger"
          title="The cases could not be read"
          isLive
          actions={
            <Button size="sm" onClick={tests.reload}>
              Try again
            </Button>
          }
        >
          {messageOf(error)}
        </Callout>
      </div>
    );
  }
  if (!cases) {
    return (
      <Loading label="Loading the cases" className="p-4">
        <SkeletonText lines={2} />
      </Loading>
    );
  }
  if (cases.length === 0) {
    return (
      <p className="p-4 text-muted text-sm">
        None yet. After a test, press “Save as a case”: it is then repeated with one press, also before you submit.
      </p>
    );
  }
  return (
    <>
      <ul aria-label="Cases" className="divide-y divide-line">
        {cases.map((testCase, index) => (
          <CaseLine
            key={testCase.id}
            testCase={testCase}
            state={states[index] ?? "not_run"}
            tests={tests}
            onOpen={onOpen}
            menu={<CaseMenu testCase={testCase} onShow={(view) => setSheet({ endpoint: testCase.endpoint, view })} />}
          />
        ))}
      </ul>
      {sheet && (
        <RunSheet
          endpoint={sheet.endpoint}
          view={sheet.view}
          onView={(view) => setSheet({ endpoint: sheet.endpoint, view })}
        />
      )}
    </>
  );
}
