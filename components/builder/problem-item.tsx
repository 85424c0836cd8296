"use client";

import { cn } from "@/components/ui/cn";
import { goToPlace } from "@/components/variables/reveal-range";
import { FixButton } from "./finding-list";
import type { Problem } from "./problem-groups";
import { ProblemReason } from "./problem-reason";
import { RuleLink } from "./rule-link";
import { severityLooks } from "./severity-looks";

export interface ProblemWays {
  /** Where the words of the destination itself are edited. */
  connectionInfoHref: string;
  /** Called as the focus leaves for the field. */
  onLeave: () => void;
  /** Each warning wants its reason now. */
  isReasonAsked?: boolean;
  /** Says which reason is missing. */
  isProblemShown?: boolean;
}

interface ProblemItemProps extends ProblemWays {
  problem: Problem;
}

/** One problem: where it is, what it is, and what puts it right. */
export function ProblemItem({ problem, isReasonAsked, isProblemShown, ...ways }: ProblemItemProps) {
  const { Icon, ink, word } = severityLooks[problem.severity];
  const { findings, severity, key, rule } = problem;
  const [first] = findings;
  return (
    <li data-problem={key} className="flex gap-2.5 border-line border-t py-2.5 first:border-t-0">
      <Icon role="img" aria-label={word} className={cn("mt-px size-4 shrink-0", ink)} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <PlaceLink problem={problem} {...ways} />
          <RuleLink rule={rule} />
        </div>
        {findings.map((finding, index) => (
          <div key={`${finding.range?.start ?? ""}${finding.message}`} className="mt-0.5">
            <p className="break-words text-ink text-sm">{finding.message}</p>
            <div className="mt-1.5 flex flex-wrap items-start gap-1.5 empty:hidden">
              <FixButton finding={finding} className="max-w-full" />
              {severity === "warning" && index === findings.length - 1 && (
                <ProblemReason
                  reasonKey={key}
                  place={first.place}
                  isAsked={isReasonAsked}
                  isProblemShown={isProblemShown}
                />
              )}
            </div>
          </div>
        ))}
      </div>
    </li>
  );
}

function PlaceLink({ problem, connectionInfoHref, onLeave }: Pick<ProblemItemProps, "problem"> & ProblemWays) {
  const { findings, place, line } = problem;
  const [{ path, range, place: whole }] = findings;
  const look = "min-w-0 break-words rounded-sm text-start text-muted text-xs hover:text-accent-ink hover:underline";
  if (path.length === 0) {
    return (
      <a href={connectionInfoHref} className={look}>
        {place}
      </a>
    );
  }
  return (
    <button
      type="button"
      className={look}
      onClick={() => {
        onLeave();
        goToPlace(path, range);
      }}
    >
      {whole !== place && <span className="sr-only">{whole.slice(0, -place.length)}</span>}
      {place}
      {line !== undefined && `, line ${line}`}
    </button>
  );
}
