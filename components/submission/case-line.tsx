"use client";

import { Play } from "lucide-react";
import { useDraft } from "@/components/builder/draft-provider";
import type { Blocker } from "@/components/test-bench/blockers";
import { caseLooks } from "@/components/test-bench/case-row";
import type { CaseState } from "@/components/test-bench/case-state";
import { RefusalCallout } from "@/components/test-bench/refusal-callout";
import type { TestCases } from "@/components/test-bench/use-test-cases";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { endpointName } from "@/lib/destination/endpoints";
import type { TestCase } from "@/lib/test-history-contract";

interface CaseLineProps {
  testCase: TestCase;
  state: CaseState;
  tests: TestCases;
  onOpen: (blocker: Blocker) => void;
}

/** One case on the checklist: what came of it, what is different, and running it again. */
export function CaseLine({ testCase, state, tests, onOpen }: CaseLineProps) {
  const { definition } = useDraft();
  const { id, name, endpoint, last } = testCase;
  const isRunning = tests.runningId === id;
  const refusal = tests.refusals[id];
  const { Icon, ink, word } = caseLooks[state];
  return (
    <li aria-label={name} className="flex items-start gap-2.5 px-3 py-2">
      <span aria-hidden="true" className={cn("mt-0.5 grid size-4 place-items-center [&_svg]:size-4", ink)}>
        {isRunning ? <Spinner /> : <Icon />}
      </span>
      <div className="min-w-0 flex-1 space-y-0.5 text-sm">
        <p className="break-words font-medium" dir="auto">
          {name}
        </p>
        <p className="break-words text-muted text-xs">
          <span className={ink}>{isRunning ? "Running" : word}</span>
          {" · "}
          {endpointName(definition, endpoint)}
          {last && (
            <>
              {" · "}
              <RelativeTime key={last.createdAt} at={last.createdAt} />
            </>
          )}
        </p>
        {state === "failed" &&
          last?.differences.map((difference) => (
            <p key={difference} className="break-words text-xs">
              {difference}
            </p>
          ))}
        {refusal && <RefusalCallout refusal={refusal} onOpen={onOpen} />}
      </div>
      <IconButton
        label={`Run the case ${name}`}
        size="sm"
        disabled={tests.runningId !== undefined || state === "gone"}
        onClick={() => void tests.run(testCase)}
      >
        <Play aria-hidden="true" />
      </IconButton>
    </li>
  );
}
