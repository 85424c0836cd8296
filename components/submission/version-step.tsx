"use client";

import { useSubmissionNotes, useSubmissionNotesStore } from "@/components/builder/submission-notes-provider";
import { Field } from "@/components/ui/field";
import { formatNumber } from "@/components/ui/format-number";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { SubmissionStep } from "./submission-step";
import type { Checklist } from "./use-checklist";

const noteCharsMax = 2_000;

interface VersionStepProps {
  checklist: Checklist;
  /** Why the number is suggested, in words. */
  reason: string;
  /** A release for the own organization has no reviewers, and so nobody to ask. */
  isForReview: boolean;
}

/** What the version is called, what it brings, and whom to ask. What is typed is kept in this browser. */
export function VersionStep({ checklist, reason, isForReview }: VersionStepProps) {
  const store = useSubmissionNotesStore();
  const { note } = useSubmissionNotes();
  const { problems, isAsked, fields } = checklist;
  const isComplete = !problems.note && !problems.number && (!isForReview || !problems.contact);
  return (
    <SubmissionStep title="Version" state={isComplete ? "done" : "open"}>
      <div className="space-y-4">
        <Field
          label="Release note"
          isRequired
          help={
            isForReview
              ? "What does this version do, or what has changed? Reviewers and customers read it."
              : "What does this version do, or what has changed? Your colleagues read it."
          }
          error={isAsked || note.length > noteCharsMax ? problems.note : undefined}
          labelEnd={`${formatNumber(note.length)} / ${formatNumber(noteCharsMax)}`}
        >
          <Textarea
            ref={fields.note}
            value={note}
            rows={3}
            dir="auto"
            placeholder="First version: creates a list per cohort and keeps its members up to date."
            onChange={(event) => store.setNote(event.currentTarget.value)}
          />
        </Field>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <NumberField checklist={checklist} reason={reason} />
          {isForReview && <ContactField checklist={checklist} />}
        </div>
      </div>
    </SubmissionStep>
  );
}

function NumberField({ checklist, reason }: Pick<VersionStepProps, "checklist" | "reason">) {
  const store = useSubmissionNotesStore();
  const { number, suggested, problems, fields } = checklist;
  return (
    <Field
      label="Version number"
      help={reason}
      error={problems.number}
      labelEnd={
        number !== suggested && (
          <button type="button" className="link" onClick={() => store.setText("number", undefined)}>
            Use {suggested}
          </button>
        )
      }
    >
      <Input
        ref={fields.number}
        value={number}
        isMono
        autoComplete="off"
        inputMode="decimal"
        onChange={({ currentTarget: { value } }) => store.setText("number", value)}
      />
    </Field>
  );
}

function ContactField({ checklist }: Pick<VersionStepProps, "checklist">) {
  const store = useSubmissionNotesStore();
  const { contact, problems, isAsked, fields } = checklist;
  return (
    <Field
      label="Contact"
      help="Whom the reviewers ask, and how. Customers don't see it."
      error={isAsked ? problems.contact : undefined}
    >
      <Input
        ref={fields.contact}
        value={contact}
        dir="auto"
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => store.setText("contact", value)}
      />
    </Field>
  );
}
