"use client";

import { useRef, useState } from "react";
import { submitBody, type Waiver } from "@/lib/contract";
import { useDraft } from "./draft-provider";
import { useSubmissionNotes, useSubmissionNotesStore } from "./submission-notes-provider";
import { reasonFieldId, reasonProblem, waiversFor, warningsToExplain } from "./waivers";

/** What is asked before a submission, and whether it is complete. What was typed is kept in the browser. */
export function useChecklist() {
  const { definition, findings } = useDraft();
  const store = useSubmissionNotesStore();
  const { note, reasons } = useSubmissionNotes();
  const [isAsked, setIsAsked] = useState(false);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const warnings = warningsToExplain(definition, findings);

  /** What to submit; undefined, with the focus on the first thing missing, when it is not complete. */
  function validate(): { note: string; waivers: Waiver[] } | undefined {
    setIsAsked(true);
    const unexplained = warnings.find(({ key }) => reasonProblem(reasons[key]) !== undefined);
    if (unexplained) document.getElementById(reasonFieldId(unexplained.key))?.focus();
    else if (noteProblem(note)) noteField.current?.focus();
    else return { note: note.trim(), waivers: waiversFor(definition, findings, reasons) };
    return undefined;
  }
  function clear() {
    store.afterSubmission(warnings.map(({ key }) => key));
    setIsAsked(false);
  }
  return { note, setNote: store.setNote, isAsked, noteField, validate, clear };
}

export function noteProblem(note: string): string | undefined {
  const result = submitBody.shape.releaseNote.safeParse(note);
  return result.success ? undefined : result.error.issues[0]?.message;
}
