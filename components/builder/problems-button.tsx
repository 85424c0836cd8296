"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { pluralize } from "@/components/ui/format-number";
import { Sheet } from "@/components/ui/sheet";
import { useBuilderRequest } from "./builder-events";
import { countFindings } from "./document-place";
import { useRevealAll } from "./draft-pieces";
import { useDraft } from "./draft-provider";
import type { ProblemFilter } from "./problem-groups";
import { ProblemPanel } from "./problem-panel";
import { useSubmissionNotes } from "./submission-notes-provider";
import { reasonProblem, warningsToExplain } from "./waivers";

/** How many problems there are, and the way to them all. */
export function ProblemsButton({ connectionInfoHref }: { connectionInfoHref: string }) {
  const { findings } = useDraft();
  const revealAll = useRevealAll();
  const [isOpen, setIsOpen] = useState(false);
  const [filter, setFilter] = useState<ProblemFilter>("all");
  const { errors, warnings } = countFindings(findings);
  const words = errors > 0 ? pluralize(errors, "error") : warnings > 0 ? pluralize(warnings, "warning") : "No problems";
  function open() {
    revealAll();
    setIsOpen(true);
  }
  useBuilderRequest("show-problems", open);
  return (
    <>
      <Button icon={<WorstIcon errors={errors} warnings={warnings} />} aria-haspopup="dialog" onClick={open}>
        <span className="max-sm:sr-only">{words}</span>
        <span aria-hidden="true" className="sm:hidden">
          {errors || warnings || "OK"}
        </span>
      </Button>
      <Sheet isOpen={isOpen} onOpenChange={setIsOpen} title="Problems" description={<ToDo errors={errors} />}>
        <ProblemPanel
          filter={filter}
          onFilter={setFilter}
          connectionInfoHref={connectionInfoHref}
          onLeave={() => setIsOpen(false)}
        />
      </Sheet>
    </>
  );
}

function WorstIcon({ errors, warnings }: { errors: number; warnings: number }) {
  if (errors > 0) return <CircleAlert className="text-danger-ink" />;
  return warnings > 0 ? <TriangleAlert className="text-warning-ink" /> : <CircleCheck className="text-success-ink" />;
}

/** What stands between the draft and a submission. */
function ToDo({ errors }: { errors: number }) {
  const { definition, findings } = useDraft();
  const { reasons } = useSubmissionNotes();
  const warnings = warningsToExplain(definition, findings);
  const open = warnings.filter(({ key }) => reasonProblem(reasons[key]) !== undefined).length;
  const parts = [
    errors > 0 && `${pluralize(errors, "error")} to fix before submitting`,
    open > 0 && `${pluralize(open, "warning")} to fix or explain`,
    warnings.length > open && `${warnings.length - open} explained`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? `${parts.join(", ")}.` : "Nothing stands in the way of a submission.";
}
