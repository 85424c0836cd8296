"use client";

import { useRef, useState } from "react";
import { focusSetupRow } from "@/components/preview/focus-setup-row";
import type { SetupProblem } from "@/components/preview/setup-values";
import { messageOf } from "@/lib/client/api";
import { type TheirInstallation, theirInstallation } from "@/lib/client/installations-api";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { Refused } from "@/lib/destination/setup-words/setup-words";
import { AppError, type RefusalCode } from "@/lib/errors";
import type { ConnectionTestResult } from "@/lib/installation-contract";
import { toProblems } from "./installation-values";

/** What became of the last press. */
export type FormAttempt =
  | { kind: "idle" }
  /** `isTested`: the partner is called. */
  | { kind: "busy"; isTested: boolean }
  | { kind: "cancelled" }
  | { kind: "connected"; test: ConnectionTestResult }
  /** `isSave`: it was to be saved, and was not. */
  | { kind: "not_connected"; test: ConnectionTestResult; isSave: boolean }
  | { kind: "refused"; why: Refused; message: string }
  | { kind: "stale"; theirs: TheirInstallation };

/** One press of a form of an installation at a time: under way, cancelled, or what came of it. */
export function useFormAttempt(definition: DestinationDefinition, idPrefix: string) {
  const [attempt, setAttempt] = useState<FormAttempt>({ kind: "idle" });
  const [refused, setRefused] = useState<readonly SetupProblem[]>([]);
  const abort = useRef<AbortController>(undefined);

  function failed(error: unknown): FormAttempt {
    const { next, problems } = readFailure(definition, error);
    setRefused(problems);
    const [first] = problems;
    // The rows are told of it before one of them takes the focus.
    if (first) setTimeout(() => focusSetupRow(idPrefix, first.rowId));
    return next;
  }

  return {
    attempt,
    /** What the server refused, at the rows of the form. */
    refused,
    /** Something was typed since, so the verdict is gone. */
    clear: () => {
      setRefused([]);
      setAttempt({ kind: "idle" });
    },
    cancel: () => {
      abort.current?.abort();
      abort.current = undefined;
      setAttempt({ kind: "cancelled" });
    },
    run: async (isTested: boolean, act: (signal: AbortSignal) => Promise<FormAttempt>) => {
      if (attempt.kind === "busy") return;
      const controller = new AbortController();
      abort.current = controller;
      setRefused([]);
      setAttempt({ kind: "busy", isTested });
      const next = await act(controller.signal).catch((error: unknown) =>
        controller.signal.aborted ? { kind: "cancelled" as const } : failed(error),
      );
      // Somebody who cancelled has gone on, whatever came after.
      if (abort.current === controller) setAttempt(next);
    },
  };
}

function readFailure(
  definition: DestinationDefinition,
  error: unknown,
): { next: FormAttempt; problems: readonly SetupProblem[] } {
  if (!(error instanceof AppError)) {
    return { next: { kind: "refused", why: "unreachable", message: messageOf(error) }, problems: [] };
  }
  const { message, code, details } = error;
  const theirs = theirInstallation.safeParse(details.theirs);
  if (code === "stale_revision" && theirs.success) {
    return { next: { kind: "stale", theirs: theirs.data }, problems: [] };
  }
  const problems = toProblems(definition, details.issues);
  return { next: { kind: "refused", why: problems.length > 0 ? "answers" : reasons[code], message }, problems };
}

const reasons: Record<RefusalCode, Refused> = {
  invalid_input: "answers",
  unauthenticated: "signed_out",
  forbidden: "not_allowed",
  not_found: "gone",
  illegal_transition: "changed",
  stale_revision: "changed",
  conflict: "changed",
  too_large: "answers",
  not_ready: "answers",
  rate_limited: "too_many",
  unavailable: "unreachable",
};
