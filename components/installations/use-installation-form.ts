"use client";

import { useState } from "react";
import { focusSetupRow } from "@/components/preview/focus-setup-row";
import type { StoredSecrets } from "@/components/preview/secret-keeping";
import {
  fieldRowId,
  nameRowId,
  type ProjectProperty,
  type SetupProblem,
  type SetupValues,
  setupProblems,
} from "@/components/preview/setup-values";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { setupWordsIn } from "@/lib/destination/setup-words/setup-words-in";
import type { ConnectionTestResult, SavedInstallation, StoredInstallationSecret } from "@/lib/installation-contract";
import { type FilledForm, toForm } from "./installation-values";
import { type FormAttempt, useFormAttempt } from "./use-form-attempt";

interface InstallationFormOptions {
  definition: DestinationDefinition;
  initial: SetupValues;
  storedSecrets: readonly StoredInstallationSecret[];
  properties: readonly ProjectProperty[];
  idPrefix: string;
  /** Whether the destination has a connection test. */
  hasTest: boolean;
  /** The partner's display name. */
  displayName: string;
  /** The language that the form is read in. */
  language: string;
}

export type SendForm = (
  form: FilledForm & { isTestedFirst: boolean },
  signal: AbortSignal,
) => Promise<SavedInstallation>;
export type OnSaved = (saved: Extract<SavedInstallation, { result: "saved" }>) => void;

/** The state of a form of an installation: what is typed, what is wrong with it, and what became of saving it. */
export function useInstallationForm(options: InstallationFormOptions) {
  const { definition, properties, idPrefix, hasTest, language } = options;
  const words = setupWordsIn(language);
  const [values, setValues] = useState(options.initial);
  const [areProblemsRevealed, setAreProblemsRevealed] = useState(false);
  const { attempt, refused, clear, cancel, run } = useFormAttempt(definition, idPrefix);
  const { stored, kept } = useStoredSecrets(options.storedSecrets, clear);
  const own = setupProblems(definition, values, { asked: "installation", properties, storedSecrets: kept, language });

  function runIfReady(isTested: boolean, act: (form: FilledForm, signal: AbortSignal) => Promise<FormAttempt>) {
    setAreProblemsRevealed(true);
    const [first] = own;
    if (first) focusSetupRow(idPrefix, first.rowId);
    else void run(isTested, (signal) => act(toForm(definition, values, stored.deleted), signal));
  }

  return {
    ...{ values, areProblemsRevealed, attempt, stored, cancel },
    // What the server refused comes after what the form knows by itself, and goes with the next change.
    problems: [
      ...own,
      ...refused
        .filter(({ rowId }) => !own.some((problem) => problem.rowId === rowId))
        // A name that will do in itself is refused where another installation has it.
        .map((problem) =>
          problem.rowId === nameRowId ? { ...problem, message: words.problems.nameTaken(values.name.trim()) } : problem,
        ),
    ],
    blamed: blamedRow(definition, attempt, words.attempt.blamed(options.displayName)),
    isBusy: attempt.kind === "busy",
    change: (next: SetupValues) => {
      setValues(next);
      clear();
    },
    /** `send` stores the form; without a test it is stored whatever the partner would say. */
    save: (send: SendForm, onSaved: OnSaved, { isTested = hasTest } = {}) =>
      runIfReady(isTested, async (form, signal) => {
        const answer = await send({ ...form, isTestedFirst: isTested }, signal);
        if (answer.result === "not_connected") return { kind: "not_connected", test: answer.test, isSave: true };
        onSaved(answer);
        // Until the page that comes next is there, so that nobody saves twice.
        return { kind: "busy", isTested: false };
      }),
    test: (send: (form: FilledForm, signal: AbortSignal) => Promise<ConnectionTestResult>) =>
      runIfReady(true, async (form, signal) => {
        const test = await send(form, signal);
        const isConnected = test.outcome.kind === "success";
        return isConnected ? { kind: "connected", test } : { kind: "not_connected", test, isSave: false };
      }),
  };
}

export type InstallationForm = ReturnType<typeof useInstallationForm>;

/** Which stored secrets are to be deleted, and which stay. */
function useStoredSecrets(secrets: readonly StoredInstallationSecret[], onChange: () => void) {
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const stored: StoredSecrets = {
    storedAt: Object.fromEntries(secrets.map(({ fieldId, storedAt }) => [fieldId, storedAt])),
    deleted,
    setDeleted: (fieldId, isDeleted) => {
      const others = [...deleted].filter((id) => id !== fieldId);
      setDeleted(new Set(isDeleted ? [...others, fieldId] : others));
      onChange();
    },
  };
  const kept = new Set(secrets.map(({ fieldId }) => fieldId).filter((id) => !deleted.has(id)));
  return { stored, kept };
}

/** The row that the partner's answer blames. */
function blamedRow(definition: DestinationDefinition, attempt: FormAttempt, message: string): SetupProblem | undefined {
  if (attempt.kind !== "not_connected" || attempt.test.fieldId === undefined) return undefined;
  const field = definition.fields.find(({ id }) => id === attempt.test.fieldId);
  return field && { rowId: fieldRowId(field.variable), message };
}
