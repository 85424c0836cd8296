"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { pluralize } from "@/components/ui/format-number";
import { reviewSectionId } from "./review-sections";
import { useAllThreads } from "./threads-provider";

export interface DecisionFacts {
  /** The names of the calls, by what the partner's tests prove of them. */
  calls: string[];
  untested: string[];
  changedSince: string[];
  /** How many warnings were explained, and how many of those stand. */
  warnings: number;
}

interface DecisionChecklistProps {
  facts: DecisionFacts;
  /** What an approval means for those who have an earlier version. */
  impact?: ReactNode;
}

/** What is open before a decision. Nothing here forbids one: the reviewer decides. */
export function DecisionChecklist({ facts, impact }: DecisionChecklistProps) {
  const open = useAllThreads().filter(({ status }) => status === "open").length;
  const { calls, untested, changedSince, warnings } = facts;
  return (
    <ul className="space-y-1.5 text-sm">
      <Line isFine={open === 0} href={reviewSectionId("comments")}>
        {open === 0 ? "No comment is open" : `${pluralize(open, "comment")} ${open === 1 ? "is" : "are"} open`}
      </Line>
      <Line isFine={untested.length + changedSince.length === 0} href={reviewSectionId("calls")}>
        {untested.length + changedSince.length === 0
          ? `${calls.length === 1 ? "The call was" : `All ${calls.length} calls were`} tested as submitted`
          : [
              untested.length > 0 && `Never tested: ${untested.join(", ")}`,
              changedSince.length > 0 && `Changed after their test: ${changedSince.join(", ")}`,
            ]
              .filter((part) => part !== false)
              .join(". ")}
      </Line>
      <Line isFine={warnings === 0} href={reviewSectionId("checks")}>
        {warnings === 0
          ? "The rulebook found nothing to explain"
          : `${pluralize(warnings, "warning")}, explained by the partner`}
      </Line>
      {impact && <li>{impact}</li>}
    </ul>
  );
}

function Line({ isFine, href, children }: { isFine: boolean; href: string; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      {isFine ? (
        <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success-ink" />
      ) : (
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-ink" />
      )}
      <span className="min-w-0 break-words text-ink">
        {children}
        {!isFine && (
          <>
            {". "}
            <a href={`#${href}`} className="link">
              Look at it
            </a>
          </>
        )}
      </span>
    </li>
  );
}
