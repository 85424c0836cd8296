"use client";

import { ListChecks, Square } from "lucide-react";
import { useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import { messageOf } from "@/lib/client/api";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { Blocker } from "./blockers";
import { CaseRow } from "./case-row";
import { caseState, caseSummary } from "./case-state";
import { casesId } from "./cases-id";
import { RunSheet } from "./run-sheet";
import type { RunView } from "./run-view";
import { type TestCases, useTestCases } from "./use-test-cases";

/** The tests that are repeated: what came of each, and running one or all of them again. */
export function CasesCard({ onOpen }: { onOpen: (blocker: Blocker) => void }) {
  const { definition } = useDraft();
  const tests = useTestCases();
  const { cases = [], isRunningAll, runningId } = tests;
  const summary = caseSummary(cases.map((testCase) => caseState(definition, testCase)));
  return (
    <Card
      id={casesId}
      title="Cases"
      headingLevel={3}
      description="Tests that are repeated with the same users and answers."
      actions={
        cases.length > 0 && (
          <>
            {runningId && (
              <IconButton label="Cancel the cases" size="sm" onClick={tests.cancel}>
                <Square aria-hidden="true" />
              </IconButton>
            )}
            <Button
              size="sm"
              icon={<ListChecks aria-hidden="true" />}
              isLoading={isRunningAll}
              disabled={runningId !== undefined && !isRunningAll}
              onClick={() => void tests.runAll(cases.filter((each) => caseState(definition, each) !== "gone"))}
            >
              Run all cases
            </Button>
          </>
        )
      }
      isFlush
    >
      <CaseList tests={tests} onOpen={onOpen} />
      <p role="status" className="sr-only">
        {runningId ? "Running a case." : summary && `Cases: ${summary}.`}
      </p>
    </Card>
  );
}

function CaseList({ tests, onOpen }: { tests: TestCases; onOpen: (blocker: Blocker) => void }) {
  const { definition } = useDraft();
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
        {cases.map((testCase) => (
          <CaseRow
            key={testCase.id}
            testCase={testCase}
            state={caseState(definition, testCase)}
            tests={tests}
            onShow={(view) => setSheet({ endpoint: testCase.endpoint, view })}
            onOpen={onOpen}
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
