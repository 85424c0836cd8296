"use client";

import { Check, CircleAlert, RotateCw } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/components/ui/format-number";
import { type SandboxExpectation, sandboxPlace } from "@/lib/sandbox-expectation";
import type { ComparedTarget } from "@/lib/sandbox-state-contract";
import { countsOf, differenceWords, sandboxKindNames } from "./sandbox-difference";
import { type SandboxState, useSandboxState } from "./use-sandbox-state";
import type { TestRuns } from "./use-test-runs";

/** After tests against the sandbox partner: what they should have done there, against what it really holds. */
export function SandboxCard({ runs }: { runs: TestRuns }) {
  const state = useSandboxState(runs);
  if (!state) return null;
  const { expected, results, problem, isAsking, ask } = state;
  const differing = results?.filter(({ isMet }) => !isMet).length ?? 0;
  return (
    <Card
      title="Expected and actual"
      description="What these tests should have done at the sandbox, and what it holds."
      headingLevel={3}
      actions={
        <>
          {results && <Verdict differing={differing} />}
          <Button size="sm" variant="ghost" icon={<RotateCw aria-hidden="true" />} isLoading={isAsking} onClick={ask}>
            Look again
          </Button>
        </>
      }
      footer={<Footer url={expected.url} onForget={runs.forgetSandboxCalls} />}
      isFlush={problem === undefined}
    >
      <p role="status" className="sr-only">
        {results && (differing === 0 ? "The sandbox holds what is expected." : differWords(differing))}
      </p>
      {problem === undefined ? (
        <Comparisons expected={expected} results={results ?? []} />
      ) : (
        <Callout tone="warning" title="What the sandbox holds is not known">
          {problem}
        </Callout>
      )}
    </Card>
  );
}

function Verdict({ differing }: { differing: number }) {
  return differing === 0 ? (
    <Badge tone="success" hasDot>
      As expected
    </Badge>
  ) : (
    <Badge tone="danger" hasDot>
      {differWords(differing)}
    </Badge>
  );
}

function differWords(differing: number): string {
  return differing === 1 ? "1 differs" : `${formatNumber(differing)} differ`;
}

function Comparisons({
  expected,
  results,
}: {
  expected: SandboxState["expected"];
  results: readonly ComparedTarget[];
}) {
  return (
    <ul className="divide-y divide-line">
      {expected.expectations.map((expectation, index) => {
        const result = results[index];
        const { kind, name, value } = expectation.target;
        return result && <Comparison key={JSON.stringify([kind, name, value])} {...{ expectation, result }} />;
      })}
    </ul>
  );
}

function Comparison({ expectation, result }: { expectation: SandboxExpectation; result: ComparedTarget }) {
  const { target, label } = expectation;
  const Icon = result.isMet ? Check : CircleAlert;
  return (
    <li className="flex gap-2.5 px-4 py-3 text-sm">
      <Icon
        aria-hidden="true"
        className={cn("mt-0.5 size-4 shrink-0", result.isMet ? "text-success-ink" : "text-danger-ink")}
      />
      <div className="min-w-0 flex-1 space-y-1.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-muted">{sandboxKindNames[target.kind]}</span>
          <span className="break-words font-medium">
            {label}
            {target.value !== undefined && ` = ${JSON.stringify(target.value)}`}
          </span>
          <span className="sr-only">{result.isMet ? "as expected" : "differs"}</span>
        </p>
        <p className="text-muted text-xs">{countsOf(expectation, result)}</p>
        <People title="Missing" ids={result.missing} total={result.missingTotal} />
        <People title="Too many" ids={result.surplus} total={result.surplusTotal} />
        {differenceWords(expectation, result).map((words) => (
          <p key={words} className="text-sm">
            {words}
          </p>
        ))}
      </div>
    </li>
  );
}

const peopleShown = 12;

function People({ title, ids, total }: { title: string; ids: readonly string[]; total: number }) {
  if (total === 0) return null;
  const shown = ids.slice(0, peopleShown);
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-xs">
      <span className="font-medium text-danger-ink">{title}</span>
      {shown.map((id) => (
        <code key={id} className="break-all rounded-xs border border-danger-line bg-danger-soft px-1 font-mono">
          {id}
        </code>
      ))}
      {total > shown.length && <span className="text-muted">and {formatNumber(total - shown.length)} more</span>}
    </p>
  );
}

function Footer({ url, onForget }: { url: string; onForget: () => void }) {
  const place = sandboxPlace(url);
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      {place && (
        <a href={`${place.base}/`} target="_blank" rel="noreferrer noopener" className="link text-sm">
          Workspace {place.workspace}
        </a>
      )}
      <Button size="sm" variant="ghost" onClick={onForget}>
        Forget what is expected
      </Button>
    </div>
  );
}
