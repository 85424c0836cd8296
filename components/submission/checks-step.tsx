"use client";

import { filterProblems, type ProblemGroup } from "@/components/builder/problem-groups";
import { ProblemList } from "@/components/builder/problem-list";
import { useSubmissionNotes } from "@/components/builder/submission-notes-provider";
import { reasonProblem } from "@/components/builder/waivers";
import { pluralize } from "@/components/ui/format-number";
import { type StepState, SubmissionStep } from "./submission-step";

interface ChecksStepProps {
  /** All but those that are about tests: they have a point of their own. */
  groups: readonly ProblemGroup[];
  /** Warnings want a reason, for the reviewers. */
  areReasonsAsked: boolean;
  /** Says which reason is missing. */
  isProblemShown: boolean;
  connectionInfoHref: string;
  /** Called as the focus leaves for a field. */
  onLeave: () => void;
}

/** What the rulebook says: errors to fix, warnings to explain, each with the way to its place. */
export function ChecksStep({ groups, areReasonsAsked, isProblemShown, ...ways }: ChecksStepProps) {
  const { reasons } = useSubmissionNotes();
  const errors = filterProblems(groups, "error");
  const warnings = filterProblems(groups, "warning");
  const errorCount = countOf(errors);
  const unexplained = warnings.flatMap(({ problems }) => problems).filter(({ key }) => reasonProblem(reasons[key]));
  const open = areReasonsAsked ? unexplained.length : 0;
  return (
    <SubmissionStep
      title="Checks"
      state={stateOf(errorCount, open)}
      summary={summaryOf(errorCount, countOf(warnings), open)}
    >
      {errorCount > 0 && (
        <div className="space-y-3">
          <h4 className="font-medium text-danger-ink text-sm">Fix these first</h4>
          <ProblemList groups={errors} headingLevel={5} {...ways} />
        </div>
      )}
      {warnings.length > 0 && (
        <ProblemList
          groups={warnings}
          headingLevel={4}
          isReasonAsked={areReasonsAsked && errorCount === 0}
          isProblemShown={isProblemShown}
          {...ways}
        />
      )}
    </SubmissionStep>
  );
}

function countOf(groups: readonly ProblemGroup[]): number {
  return groups.reduce((sum, { problems }) => sum + problems.length, 0);
}

function stateOf(errors: number, open: number): StepState {
  if (errors > 0) return "blocked";
  return open > 0 ? "open" : "done";
}

function summaryOf(errors: number, warnings: number, open: number): string {
  if (errors > 0) return `${pluralize(errors, "problem")} to be fixed before anything can be sent.`;
  if (open > 0) return "Fix these, or say why they are all right: reviewers read your reasons.";
  if (warnings > 0) return `${pluralize(warnings, "warning")}, and nothing is left to do about them.`;
  return "The rulebook finds nothing to fix.";
}
