"use client";

import { Check, CircleDashed, Play, X } from "lucide-react";
import type { ReactNode } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { outcomeInWords } from "@/lib/destination/case-verdict";
import { endpointName } from "@/lib/destination/endpoints";
import type { TestCase } from "@/lib/test-history-contract";
import type { Blocker } from "./blockers";
import type { CaseState } from "./case-state";
import { RefusalCallout } from "./refusal-callout";
import type { TestCases } from "./use-test-cases";

/** How a case stands, to the eye and in words. */
const looks = {
  passed: { Icon: Check, ink: "text-success-ink", word: "Passed" },
  failed: { Icon: X, ink: "text-danger-ink", word: "Failed" },
  outdated: { Icon: CircleDashed, ink: "text-warning-ink", word: "Changed since its last run" },
  not_run: { Icon: CircleDashed, ink: "text-faint", word: "Not run" },
  gone: { Icon: CircleDashed, ink: "text-warning-ink", word: "This destination makes no such call any more" },
} satisfies Record<CaseState, unknown>;

interface CaseLineProps {
  testCase: TestCase;
  state: CaseState;
  tests: TestCases;
  onOpen: (blocker: Blocker) => void;
  /** What else can be done with the case, beside running it. */
  menu?: ReactNode;
}

/** One case, in the test bench and on the checklist: what it is, what came of it, what is different, and running it. */
export function CaseLine({ testCase, state, tests, onOpen, menu }: CaseLineProps) {
  const { definition } = useDraft();
  const { id, name, endpoint, expected, last } = testCase;
  const isRunning = tests.runningId === id;
  const refusal = tests.refusals[id];
  const { Icon, ink, word } = looks[state];
  const differences = state === "passed" || state === "gone" ? [] : (last?.differences ?? []);
  return (
    <li aria-label={name} className="flex items-start gap-2.5 px-4 py-2.5">
      <span aria-hidden="true" className={cn("mt-0.5 grid size-4 place-items-center [&_svg]:size-4", ink)}>
        {isRunning ? <Spinner /> : <Icon />}
      </span>
      <div className="min-w-0 flex-1 space-y-1 text-sm">
        <p className="break-words font-medium" dir="auto">
          {name}
        </p>
        <p className="break-words text-muted text-xs">
          <span className={ink}>{isRunning ? "Running" : word}</span>
          {" · "}
          {endpointName(definition, endpoint)}
          {testCase.inputs.secrets === "made_up" && " with made-up secrets"}, expecting {outcomeInWords(expected)}
          {last && (
            <>
              {" · "}
              <RelativeTime key={last.createdAt} at={last.createdAt} />
            </>
          )}
        </p>
        {differences.map((difference) => (
          <p key={difference} className="break-words text-xs">
            {state === "outdated" && <span className="text-muted">Last time: </span>}
            {difference}
          </p>
        ))}
        {refusal && <RefusalCallout refusal={refusal} onOpen={onOpen} />}
      </div>
      <div className="flex shrink-0 items-center">
        <IconButton
          label={`Run the case ${name}`}
          size="sm"
          disabled={tests.runningId !== undefined || state === "gone"}
          onClick={() => void tests.run(testCase)}
        >
          <Play aria-hidden="true" />
        </IconButton>
        {menu}
      </div>
    </li>
  );
}
