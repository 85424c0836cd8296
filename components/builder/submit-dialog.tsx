"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatNumber } from "@/components/ui/format-number";
import { Textarea } from "@/components/ui/textarea";
import { CaseNotes } from "./case-notes";
import { useDraft } from "./draft-provider";
import { filterProblems, type ProblemGroup, problemGroups } from "./problem-groups";
import { ProblemList } from "./problem-list";
import { noteProblem, useChecklist } from "./use-checklist";
import { useSubmission } from "./use-submission";

const noteCharsMax = 2_000;

interface SubmitDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  displayName: string;
  connectionInfoHref: string;
}

/** The checklist before a review: errors to fix, warnings to explain, a release note. What is typed outlives closing. */
export function SubmitDialog({ isOpen, onOpenChange, displayName, connectionInfoHref }: SubmitDialogProps) {
  const { definition, findings } = useDraft();
  const groups = useMemo(() => problemGroups(definition, findings), [definition, findings]);
  const submission = useSubmission();
  const checklist = useChecklist();
  const errors = filterProblems(groups, "error");
  const leave = { connectionInfoHref, onLeave: () => onOpenChange(false) };

  async function submit() {
    const filled = checklist.validate();
    if (filled && (await submission.submit(filled.note, filled.waivers))) checklist.clear();
  }

  if (submission.version) {
    const close = () => {
      onOpenChange(false);
      submission.reset();
    };
    return <SubmittedDialog isOpen={isOpen} onClose={close} version={submission.version} displayName={displayName} />;
  }
  const canSubmit = errors.length === 0;
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        size="lg"
        title={`Submit ${displayName} for review`}
        description="A reviewer looks at exactly what is on this page now. Editing goes on in the draft."
        footer={
          <>
            <DialogClose />
            {canSubmit && (
              <Button variant="primary" isLoading={submission.isBusy} onClick={submit}>
                Submit for review
              </Button>
            )}
          </>
        }
      >
        <div className="space-y-5">
          {submission.problem && (
            <Callout tone="danger" isLive title="Not submitted">
              {submission.problem}
            </Callout>
          )}
          <CaseNotes onLeave={() => onOpenChange(false)} />
          {canSubmit ? (
            <Checklist checklist={checklist} warnings={filterProblems(groups, "warning")} {...leave} />
          ) : (
            <section aria-labelledby="errors-title" className="space-y-3">
              <h3 id="errors-title" className="font-medium text-base">
                Fix these first
              </h3>
              <ProblemList groups={errors} headingLevel={4} {...leave} />
            </section>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface ChecklistProps {
  checklist: ReturnType<typeof useChecklist>;
  warnings: readonly ProblemGroup[];
  connectionInfoHref: string;
  /** Called as the focus leaves for a field. */
  onLeave: () => void;
}

function Checklist({ checklist, warnings, ...leave }: ChecklistProps) {
  const { note, setNote, isAsked, noteField } = checklist;
  return (
    <>
      {warnings.length > 0 && (
        <section aria-labelledby="waivers-title" className="space-y-3">
          <h3 id="waivers-title" className="font-medium text-base">
            Fix these, or say why they are all right
          </h3>
          <ProblemList groups={warnings} headingLevel={4} isReasonAsked isProblemShown={isAsked} {...leave} />
        </section>
      )}
      <Field
        label="Release note"
        isRequired
        help="What does this version do, or what has changed? Reviewers and customers read it."
        error={isAsked || note.length > noteCharsMax ? noteProblem(note) : undefined}
        labelEnd={`${formatNumber(note.length)} / ${formatNumber(noteCharsMax)}`}
      >
        <Textarea
          ref={noteField}
          value={note}
          rows={3}
          dir="auto"
          placeholder="First version: creates a list per cohort and keeps its members up to date."
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
    </>
  );
}

interface SubmittedDialogProps {
  isOpen: boolean;
  onClose: () => void;
  version: string;
  displayName: string;
}

function SubmittedDialog({ isOpen, onClose, version, displayName }: SubmittedDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title={`Version ${version} is in review`}
        description={`The reviewers were told about ${displayName}.`}
        footer={
          <>
            <a href="/destinations" className="link me-auto text-sm">
              All destinations
            </a>
            <DialogClose variant="primary">Go on editing</DialogClose>
          </>
        }
      >
        <Callout tone="success">
          What was submitted stays as it is, with its tests as evidence. You get an e-mail when it is decided; until
          then the state also shows at the top of this page. You may go on editing the draft.
        </Callout>
      </DialogContent>
    </Dialog>
  );
}
