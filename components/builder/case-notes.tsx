"use client";

import { useQuery } from "@tanstack/react-query";
import { caseStates } from "@/components/test-bench/case-state";
import { showCases } from "@/components/test-bench/show-cases";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { pluralize } from "@/components/ui/format-number";
import { testCasesQuery } from "@/lib/client/test-history-api";
import { useDraft } from "./draft-provider";

const shownMax = 5;

const words = {
  failed: "failed",
  outdated: "was last run before a change",
  not_run: "was not run",
  gone: "is about a call that this destination doesn't make any more",
} as const;

/** Before a submission: which cases don't pass as things are now. It stands in nobody's way. */
export function CaseNotes({ onLeave }: { onLeave: () => void }) {
  const { definition, destinationId } = useDraft();
  const { data = [] } = useQuery(testCasesQuery(destinationId));
  const states = caseStates(definition, data);
  const open = data.flatMap((testCase, index) => {
    const state = states[index] ?? "not_run";
    return state === "passed" ? [] : [{ ...testCase, state }];
  });
  if (open.length === 0) return null;
  return (
    <Callout
      tone="warning"
      title={open.length === 1 ? "One case doesn't pass yet" : `${pluralize(open.length, "case")} don't pass yet`}
      actions={
        <Button
          size="sm"
          onClick={() => {
            onLeave();
            showCases();
          }}
        >
          Show the cases
        </Button>
      }
    >
      <ul className="space-y-0.5">
        {open.slice(0, shownMax).map(({ id, name, state, last }) => (
          <li key={id} className="break-words">
            <span className="font-medium" dir="auto">
              {name}
            </span>{" "}
            {words[state]}
            {state === "failed" && last?.differences[0] ? `: ${last.differences[0]}` : "."}
          </li>
        ))}
        {open.length > shownMax && <li>And {pluralize(open.length - shownMax, "more case")}.</li>}
      </ul>
      <p className="mt-1 text-muted text-xs">You can submit all the same.</p>
    </Callout>
  );
}
