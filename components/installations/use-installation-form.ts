"use client";

import { useRef, useState } from "react";
import { focusSetupRow } from "@/components/preview/focus-setup-row";
import type { StoredSecrets } from "@/components/preview/secret-keeping";
import {
  fieldRowId,
  type ProjectProperty,
  type SetupProblem,
  type SetupValues,
  setupProblems,
} from "@/components/preview/setup-values";
import { messageOf } from "@/lib/client/api";
import { type TheirInstallation, theirInstallation } from "@/lib/client/installations-api";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { AppError } from "@/lib/errors";
import type { ConnectionTestResult, SavedInstallation, StoredInstallationSecret } from "@/lib/installation-contract";
import { type FilledForm, toForm, toProblems } from "./installation-values";

/** What became of the last press. */
export type FormAttempt =
  | { kind: "idle" }
  /** `isTested`: the partner is called. */
  | { kind: "busy"; isTested: boolean }
  | { kind: "cancelled" }
  | { kind: "connected"; test: ConnectionTestResult }
  /** `isSave`: it was to be saved, and was not. */
  | { kind: "not_connected"; test: ConnectionTestResult; isSave: boolean }
  | { kind: "refused"; message: string }
  | { kind: "stale"; message: string; theirs: TheirInstallation };

interface InstallationFormOptions {
  definition: DestinationDefinition;
  initial: SetupValues;
  storedSecrets: readonly StoredInstallationSecret[];
  properties: readonly ProjectProperty[];
  idPrefix: string;
  /** Whether the destination has a connection test. */
  hasTest: boolean;
}

/** The state of a form of an installation: what is typed, what is wrong with it, and what became of saving it. */
export function useInstallationForm(options: InstallationFormOptions) {
  const { definition, properties, idPrefix, hasTest } = options;
  const [values, setValues] = useState(options.initial);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const [areProblemsRevealed, setAreProblemsRevealed] = useState(false);
  const [refused, setRefused] = useState<SetupProblem[]>([]);
  const [attempt, setAttempt] = useState<FormAttempt>({ kind: "idle" });
  const abort = useRef<AbortController>(undefined);

  const kept = new Set(options.storedSecrets.map(({ fieldId }) => fieldId).filter((id) => !deleted.has(id)));
  const own = setupProblems(definition, values, { asked: "installation", properties, storedSecrets: kept });
  // What the server refused comes after what the form knows by itself, and goes with the next change.
  const problems = [...own, ...refused.filter(({ rowId }) => !own.some((problem) => problem.rowId === rowId))];

  function changed() {
    setRefused([]);
    setAttempt({ kind: "idle" });
  }

  /** Focuses the first problem, if there is any. */
  function isReady(): boolean {
    setAreProblemsRevealed(true);
    const [first] = own;
    if (first) focusSetupRow(idPrefix, first.rowId);
    return !first;
  }

  async function run(isTested: boolean, act: (form: FilledForm, signal: AbortSignal) => Promise<FormAttempt>) {
    if (attempt.kind === "busy" || !isReady()) return;
    const controller = new AbortController();
    abort.current = controller;
    setRefused([]);
    setAttempt({ kind: "busy", isTested });
    const next = await act(toForm(definition, values, deleted), controller.signal).catch((error: unknown) =>
      controller.signal.aborted ? { kind: "cancelled" as const } : failed(error),
    );
    // Somebody who cancelled has gone on, whatever came after.
    if (abort.current === controller) setAttempt(next);
  }

  function failed(error: unknown): FormAttempt {
    if (!(error instanceof AppError)) return { kind: "refused", message: messageOf(error) };
    const theirs = theirInstallation.safeParse(error.details.theirs);
    if (error.code === "stale_revision" && theirs.success) {
      return { kind: "stale", message: error.message, theirs: theirs.data };
    }
    const places = toProblems(definition, error.details.issues);
    setRefused(places);
    const [first] = places;
    // The rows are told of it before one of them takes the focus.
    if (first) setTimeout(() => focusSetupRow(idPrefix, first.rowId));
    return { kind: "refused", message: error.message };
  }

  const stored: StoredSecrets = {
    storedAt: Object.fromEntries(options.storedSecrets.map(({ fieldId, storedAt }) => [fieldId, storedAt])),
    deleted,
    setDeleted: (fieldId, isDeleted) => {
      const next = new Set(deleted);
      if (isDeleted) next.add(fieldId);
      else next.delete(fieldId);
      setDeleted(next);
      changed();
    },
  };

  return {
    values,
    problems,
    areProblemsRevealed,
    attempt,
    stored,
    blamed: blamedRow(definition, attempt),
    isBusy: attempt.kind === "busy",
    change: (next: SetupValues) => {
      setValues(next);
      changed();
    },
    cancel: () => {
      abort.current?.abort();
      setAttempt({ kind: "cancelled" });
      abort.current = undefined;
    },
    /** `send` stores the form; without a test it is stored whatever the partner would say. */
    save: (
      send: (form: FilledForm & { isTestedFirst: boolean }, signal: AbortSignal) => Promise<SavedInstallation>,
      onSaved: (saved: Extract<SavedInstallation, { result: "saved" }>) => void,
      { isTested = hasTest } = {},
    ) =>
      run(isTested, async (form, signal) => {
        const answer = await send({ ...form, isTestedFirst: isTested }, signal);
        if (answer.result === "not_connected") return { kind: "not_connected", test: answer.test, isSave: true };
        setDeleted(new Set());
        onSaved(answer);
        // Until the page that comes next is there, so that nobody saves twice.
        return { kind: "busy", isTested: false };
      }),
    test: (send: (form: FilledForm, signal: AbortSignal) => Promise<ConnectionTestResult>) =>
      run(true, async (form, signal) => {
        const test = await send(form, signal);
        return test.outcome.kind === "success"
          ? { kind: "connected", test }
          : { kind: "not_connected", test, isSave: false };
      }),
  };
}
export type InstallationForm = ReturnType<typeof useInstallationForm>;

/** The row that the partner's answer blames. */
function blamedRow(definition: DestinationDefinition, attempt: FormAttempt): SetupProblem | undefined {
  if (attempt.kind !== "not_connected" || attempt.test.fieldId === undefined) return undefined;
  const field = definition.fields.find(({ id }) => id === attempt.test.fieldId);
  return field && { rowId: fieldRowId(field.variable), message: "The partner didn't accept this answer." };
}
