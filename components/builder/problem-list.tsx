"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import type { Finding } from "@/lib/destination/finding";
import { FixButton } from "./finding-list";
import { focusField } from "./focus-field";

const looks = {
  error: { Icon: CircleAlert, ink: "text-danger-ink", word: "Error" },
  warning: { Icon: TriangleAlert, ink: "text-warning-ink", word: "Warning" },
  info: { Icon: Info, ink: "text-info-ink", word: "Note" },
} as const;

const rank = { error: 0, warning: 1, info: 2 } as const;

interface ProblemListProps {
  findings: readonly Finding[];
  /** Where the words of the destination itself are edited. */
  connectionInfoHref: string;
  /** Called as the focus leaves for the field. */
  onLeave: () => void;
}

/** Every finding, worst first, each with the way to its field. */
export function ProblemList({ findings, connectionInfoHref, onLeave }: ProblemListProps) {
  if (findings.length === 0) {
    return (
      <EmptyState
        icon={<CircleCheck />}
        title="No problems"
        description="Everything the rulebook looks at is in order."
        headingLevel={3}
      />
    );
  }
  const sorted = [...findings].sort((left, right) => rank[left.severity] - rank[right.severity]);
  return (
    <ul className="-mx-2 space-y-0.5">
      {sorted.map((finding) => {
        const { Icon, ink, word } = looks[finding.severity];
        const look = "font-medium text-ink text-xs hover:text-accent-ink hover:underline";
        return (
          <li
            key={`${finding.rule}${finding.path.join(".")}${finding.range?.start ?? ""}${finding.message}`}
            className="flex gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
          >
            <Icon aria-label={word} className={cn("mt-0.5 size-4 shrink-0", ink)} />
            <div className="min-w-0 flex-1">
              {finding.path.length === 0 ? (
                <a href={connectionInfoHref} className={look}>
                  {finding.place}
                </a>
              ) : (
                <button
                  type="button"
                  className={cn(look, "text-start")}
                  onClick={() => {
                    onLeave();
                    focusField(finding.path);
                  }}
                >
                  {finding.place}
                </button>
              )}
              <p className="break-words text-muted text-sm">
                {finding.message} <FixButton finding={finding} />
              </p>
            </div>
            <span className="shrink-0 font-mono text-2xs text-faint">{finding.rule}</span>
          </li>
        );
      })}
    </ul>
  );
}
