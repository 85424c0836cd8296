"use client";

import { useQuery } from "@tanstack/react-query";
import { useDraft } from "@/components/builder/draft-provider";
import { ImpactSummary } from "@/components/review/impact-summary";
import { VersionChanges } from "@/components/review/version-changes";
import { Disclosure } from "@/components/ui/disclosure";
import { pluralize } from "@/components/ui/format-number";
import { draftImpactQuery } from "@/lib/client/impact-api";
import { SubmissionStep } from "./submission-step";
import type { DraftChanges } from "./use-draft-changes";

/** More of them fold at first: the checklist is about what is still to do. */
const openMax = 5;

/** What customers who have the approved version will notice: the same words that reviewers read. */
export function ChangesStep({ changes: { changes, number } }: { changes: DraftChanges }) {
  const { destinationId, revision } = useDraft();
  const { data: impact } = useQuery(draftImpactQuery(destinationId, revision));
  const breaking = changes.filter(({ kind }) => kind === "breaking").length;
  return (
    <SubmissionStep
      title={`Changes since ${number}`}
      state={breaking > 0 || changes.length === 0 ? "note" : "done"}
      summary={summaryOf(changes.length, breaking, number)}
    >
      {impact && impact.installations > 0 && (
        <div className="rounded-md border border-line bg-sunken p-3">
          <ImpactSummary impact={impact} />
        </div>
      )}
      {changes.length > 0 && (
        <Disclosure
          isPlain
          title="What changes for customers"
          count={changes.length}
          defaultOpen={changes.length <= openMax}
        >
          <VersionChanges changes={changes} impact={impact} headingLevel={4} />
        </Disclosure>
      )}
    </SubmissionStep>
  );
}

function summaryOf(all: number, breaking: number, number: string): string {
  if (all === 0) return `Nothing is different from version ${number}, which customers have.`;
  if (breaking === 0) return `${pluralize(all, "change")}; none asks anything of those who have ${number}.`;
  const are = all === 1 ? "One change, and it is" : `${pluralize(all, "change")}, ${breaking} of them`;
  return `${are} breaking: those who have ${number} have to do something, or it works differently.`;
}
