"use client";

import { useQuery } from "@tanstack/react-query";
import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useDraft } from "@/components/builder/draft-provider";
import { useSubmissionNotes, useSubmissionNotesStore } from "@/components/builder/submission-notes-provider";
import { reasonFieldId, reasonProblem, waiversFor, warningsToExplain } from "@/components/builder/waivers";
import { focusSetupRow } from "@/components/preview/focus-setup-row";
import { versionsQuery } from "@/lib/client/versions-api";
import { suggestVersionNumber, versionNumberProblem } from "@/lib/destination/version-number";
import type { Actor } from "@/lib/policy";
import { type ReleaseBody, type SubmissionBody, submissionBody } from "@/lib/submission-contract";
import { accountIdPrefix } from "./account-step";
import type { DraftChanges } from "./use-draft-changes";
import type { LentAccount } from "./use-lent-account";

/** `review`: for the catalog. `internal`: for the own organization at once, without review. */
export type Purpose = "review" | "internal";

/** What a press sends; the revision comes with the save before it. */
export type Submission =
  | { purpose: "review"; body: Omit<SubmissionBody, "revision"> }
  | { purpose: "internal"; body: Omit<ReleaseBody, "revision"> };

export interface Checklist {
  number: string;
  suggested: string;
  contact: string;
  /** What is wrong with each; undefined: nothing. */
  problems: Partial<Record<"note" | "number" | "contact", string>>;
  /** Somebody pressed the button: now each thing that is missing is named. */
  isAsked: boolean;
  fields: {
    note: RefObject<HTMLTextAreaElement | null>;
    number: RefObject<HTMLInputElement | null>;
    contact: RefObject<HTMLInputElement | null>;
  };
  /** What to send; undefined, with the focus on the first thing missing, when it is not complete. */
  validate: () => Submission | undefined;
  /** After it was sent. */
  clear: () => void;
}

interface ChecklistOptions {
  actor: Actor;
  purpose: Purpose;
  account: LentAccount;
  changes: DraftChanges | undefined;
}

/** What is asked before a version is made, and whether it is complete. What was typed is kept in the browser. */
export function useChecklist({ actor, purpose, account, changes }: ChecklistOptions): Checklist {
  const { definition, destinationId, findings } = useDraft();
  const store = useSubmissionNotesStore();
  const { note, reasons, ...typed } = useSubmissionNotes();
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  const [isAsked, setIsAsked] = useState(false);
  const fields = {
    note: useRef<HTMLTextAreaElement>(null),
    number: useRef<HTMLInputElement>(null),
    contact: useRef<HTMLInputElement>(null),
  };
  const known = versions.map(({ number }) => number);
  const isBreaking = changes?.changes.some(({ kind }) => kind === "breaking") ?? false;
  const suggested = suggestVersionNumber({ known, current: changes?.number, isBreaking });
  const number = typed.number ?? suggested;
  const contact = typed.contact ?? `${actor.name}, ${actor.email}`;
  const problems = {
    note: problemOf("releaseNote", note),
    number: versionNumberProblem(number.trim(), known),
    contact: problemOf("contact", contact),
  };
  const warnings = warningsToExplain(definition, findings);
  const unexplained = warnings.find(({ key }) => reasonProblem(reasons[key]) !== undefined);

  function validate(): Submission | undefined {
    // At once: what is missing may only be drawn now, and takes the focus.
    flushSync(() => setIsAsked(true));
    const isForReview = purpose === "review";
    const [accountProblem] = isForReview && account.isLent ? account.form.problems : [];
    if (isForReview && unexplained) document.getElementById(reasonFieldId(unexplained.key))?.focus();
    else if (accountProblem) focusSetupRow(accountIdPrefix, accountProblem.rowId);
    else if (problems.note) fields.note.current?.focus();
    else if (problems.number) fields.number.current?.focus();
    else if (isForReview && problems.contact) fields.contact.current?.focus();
    else return submission();
    return undefined;
  }

  function submission(): Submission {
    const body = { releaseNote: note.trim(), number: number.trim() };
    if (purpose === "internal") return { purpose, body };
    const waivers = waiversFor(definition, findings, reasons);
    return { purpose, body: { ...body, waivers, contact: contact.trim(), vault: account.body() } };
  }

  function clear() {
    store.afterSubmission(warnings.map(({ key }) => key));
    setIsAsked(false);
  }
  return { number, suggested, contact, problems, isAsked, fields, validate, clear };
}

function problemOf(part: "releaseNote" | "contact", text: string): string | undefined {
  const result = submissionBody.shape[part].safeParse(text);
  return result.success ? undefined : result.error.issues[0]?.message;
}
