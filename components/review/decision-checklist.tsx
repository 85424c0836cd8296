"use client";

import type { ReactNode } from "react";
import { pluralize } from "@/components/ui/format-number";
import { DecisionPoint } from "./decision-point";
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
  /** A line about what an approval means for those who have an earlier version. */
  impact?: ReactNode;
}

/** What is open before a decision. Nothing here forbids one: the reviewer decides. */
export function DecisionChecklist({ facts, impact }: DecisionChecklistProps) {
  const open = useAllThreads().filter(({ status }) => status === "open").length;
  const { calls, untested, changedSince, warnings } = facts;
  return (
    <ul className="space-y-1.5 text-sm">
      <DecisionPoint isFine={open === 0} section="comments">
        {open === 0 ? "No comment is open" : `${pluralize(open, "comment")} ${open === 1 ? "is" : "are"} open`}
      </DecisionPoint>
      <DecisionPoint isFine={untested.length + changedSince.length === 0} section="calls">
        {untested.length + changedSince.length === 0
          ? `${calls.length === 1 ? "The call was" : `All ${calls.length} calls were`} tested as submitted`
          : [
              untested.length > 0 && `Never tested: ${untested.join(", ")}`,
              changedSince.length > 0 && `Changed after their test: ${changedSince.join(", ")}`,
            ]
              .filter((part) => part !== false)
              .join(". ")}
      </DecisionPoint>
      <DecisionPoint isFine={warnings === 0} section="checks">
        {warnings === 0
          ? "The rulebook found nothing to explain"
          : `${pluralize(warnings, "warning")}, explained by the partner`}
      </DecisionPoint>
      {impact}
    </ul>
  );
}
