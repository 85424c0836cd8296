"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { DocumentPath } from "@/lib/destination/finding";
import type { RequestValues } from "@/lib/destination/request-values";
import { inLanguage, languagesOf } from "@/lib/destination/translations";
import { focusSetupRow } from "./focus-setup-row";
import type { SecretKeeping } from "./secret-keeping";
import { type SetupAttempt, SetupAttemptView } from "./setup-attempt";
import { SetupForm } from "./setup-form";
import { SetupFrame } from "./setup-frame";
import { SetupLanguageSelect } from "./setup-language-select";
import { SetupStateStrip } from "./setup-state-strip";
import { answersFor, blamedVariable, failureFor, type SetupFailure, type SetupState } from "./setup-states";
import { fieldRowId, type ProjectProperty, type SetupProblem, type SetupValues, setupProblems } from "./setup-values";
import { Own, useSetupWords } from "./setup-words-context";
import { SetupWordsProvider } from "./setup-words-provider";
import { useSetupLook } from "./use-setup-look";

interface SetupModalProps {
  definition: DestinationDefinition;
  displayName: string;
  logoId: string | null;
  values: SetupValues;
  onChange: (values: SetupValues) => void;
  projectProperties: readonly ProjectProperty[];
  problems: readonly SetupProblem[];
  areProblemsRevealed: boolean;
  onReveal: () => void;
  idPrefix: string;
  isWithSyncFields?: boolean;
  /** What error messages may show besides the answers: the cohort, the project. */
  requestValues: RequestValues;
  /** What becomes of the answers here. */
  hint?: string;
  /** Offers to remember the secrets of “Yours”, in the test bench only. */
  secretKeeping?: SecretKeeping;
  /** Goes to the input that edits a place; absent where there is none. */
  onOpenPlace?: (path: DocumentPath) => void;
}

/**
 * The setup modal as customers will meet it, live beside what it is made of, in every state they may meet it in. Only
 * what is typed into “Yours” feeds the tests; in the other states the answers are the state's own.
 */
export function SetupModal({ definition, displayName, hint, onOpenPlace, ...props }: SetupModalProps) {
  const [look, changeLook] = useSetupLook();
  const name = displayName || "your destination";
  const { original, translated } = languagesOf(definition);
  const language = look.language !== undefined && translated.includes(look.language) ? look.language : original;
  const shown = useMemo(() => inLanguage(definition, language), [definition, language]);
  return (
    <div className="space-y-2.5">
      <SetupStateStrip look={look} onChange={changeLook}>
        <SetupLanguageSelect
          definition={definition}
          language={language}
          onChange={(chosen) => changeLook({ language: chosen })}
        />
      </SetupStateStrip>
      <p className="min-h-4 text-muted text-xs">{hints[look.state] ?? hint}</p>
      <div
        {...(look.isDark && { "data-theme": "dark" })}
        dir={look.isRightToLeft ? "rtl" : undefined}
        className="rounded-lg border bg-sunken p-3 text-ink sm:p-5"
      >
        <SetupWordsProvider language={language}>
          <Stage
            key={look.state}
            {...props}
            definition={shown}
            language={language}
            name={name}
            state={look.state}
            isNarrow={look.isNarrow}
          />
        </SetupWordsProvider>
      </div>
      {isFailing(look.state) && (
        <CatalogNote
          state={look.state}
          failure={failureFor(look.state, shown, props.requestValues)}
          onOpenPlace={onOpenPlace}
        />
      )}
    </div>
  );
}

const hints: Partial<Record<SetupState, string>> = {
  empty: "As it opens. What you type in this state is not used in the tests.",
  filled: "Answers that fit, some of them made up. The tests don't use them.",
  invalid: "Every answer that can be wrong is wrong, after a press of Save.",
  wrong_key: "The first call is answered with 401: these are the customer's words for it.",
  partner_down: "The first call reaches nobody: these are the customer's words for it.",
  slow: "The partner takes its time over the first call. Cancel stops it.",
};

type StageProps = Omit<SetupModalProps, "displayName" | "hint" | "onOpenPlace"> & {
  name: string;
  state: SetupState;
  isNarrow: boolean;
  language: string;
};

/** One state of the modal. Made anew for each, so that nothing of another state is left in it. */
function Stage({ name, state, isNarrow, ...props }: StageProps) {
  const { definition, idPrefix } = props;
  const stage = useStage({ name, state, isNarrow, ...props });
  const { attempt, answers, blamed } = stage;
  const isChecking = attempt.kind === "checking";
  const { words } = useSetupWords();
  return (
    <SetupFrame name={name} logoId={props.logoId} language={props.language} isNarrow={isNarrow}>
      <div inert={isChecking} className={cn("px-5 pt-1 pb-5 transition-opacity", isChecking && "opacity-60")}>
        <SetupForm
          definition={definition}
          values={answers}
          onChange={stage.change}
          projectProperties={props.projectProperties}
          problems={stage.problems}
          areProblemsRevealed={stage.areProblemsRevealed}
          blamed={blamed === undefined ? undefined : { rowId: fieldRowId(blamed), message: words.attempt.blamed(name) }}
          isWithSyncFields={props.isWithSyncFields}
          secretKeeping={state === "yours" ? props.secretKeeping : undefined}
          idPrefix={idPrefix}
          language={props.language}
        />
      </div>
      <div className="px-5 pb-4 empty:hidden">
        <SetupAttemptView name={name} attempt={attempt} onCancel={stage.cancel} />
      </div>
      <footer className="flex justify-end border-line border-t px-5 py-3">
        <Button variant="primary" isLoading={isChecking} onClick={stage.save}>
          <Own>{words.buttons.save}</Own>
        </Button>
      </footer>
    </SetupFrame>
  );
}

/** What a press of Save in these states comes to is the state itself. */
const repeated: readonly SetupState[] = ["wrong_key", "partner_down", "slow"];

/** The answers a state shows, and what became of them. */
function useStage({ definition, state, values, language, ...props }: StageProps) {
  const isYours = state === "yours";
  const [edited, setEdited] = useState<SetupValues>();
  const [isRevealed, setIsRevealed] = useState(state === "invalid");
  const [phase, setPhase] = useState<Phase>("begin");
  const answers = isYours ? values : (edited ?? answersFor(state, definition, values, props.projectProperties));
  const told = setupProblems(definition, answers, { asked: "all", properties: props.projectProperties, language });
  // Whoever tests knows which problems of theirs count, such as those of stored secrets; here they are told in the language.
  const problems = isYours
    ? props.problems.map((problem) => told.find(({ rowId }) => rowId === problem.rowId) ?? problem)
    : told;
  const failure = isFailing(state)
    ? failureFor(state, definition, { ...props.requestValues, settings: answers.settings, mappings: answers.mappings })
    : undefined;
  // What was in order may no longer be, when the questions have changed since.
  const attempt = attemptOf(state, phase === "accepted" && problems.length > 0 ? "changed" : phase, failure);
  return {
    answers,
    problems,
    attempt,
    areProblemsRevealed: isYours ? props.areProblemsRevealed : isRevealed,
    blamed: attempt.kind === "failed" && failure ? blamedVariable(definition, answers, failure) : undefined,
    change: (next: SetupValues) => {
      setPhase("changed");
      if (isYours) props.onChange(next);
      else setEdited(next);
    },
    cancel: () => setPhase("cancelled"),
    save: () => {
      if (isYours) props.onReveal();
      setIsRevealed(true);
      const [first] = problems;
      if (first) focusSetupRow(props.idPrefix, first.rowId);
      setPhase(first ? "changed" : repeated.includes(state) ? "begin" : "accepted");
    },
  };
}

function isFailing(state: SetupState): state is "wrong_key" | "partner_down" {
  return state === "wrong_key" || state === "partner_down";
}

/** `begin`: as the state shows itself. `changed`: something was typed since, so the verdict is gone. */
type Phase = "begin" | "changed" | "cancelled" | "accepted";

function attemptOf(state: SetupState, phase: Phase, failure: SetupFailure | undefined): SetupAttempt {
  if (phase === "cancelled") return { kind: "cancelled" };
  if (phase === "accepted") {
    return { kind: "accepted", message: "A customer's answers are stored from here; the preview stores nothing." };
  }
  if (phase === "changed") return { kind: "idle" };
  if (state === "slow") return { kind: "checking" };
  return failure ? { kind: "failed", outcome: failure.outcome } : { kind: "idle" };
}

interface CatalogNoteProps {
  state: "wrong_key" | "partner_down";
  failure: SetupFailure | undefined;
  onOpenPlace: SetupModalProps["onOpenPlace"];
}

/** Whose words the failure is told in, for the partner. */
function CatalogNote({ state, failure, onOpenPlace }: CatalogNoteProps) {
  if (!failure) return <p className="text-muted text-xs">This destination makes no call yet, so none can fail.</p>;
  if (failure.isOfToken) {
    return (
      <p className="text-muted text-xs">
        A wrong client ID or secret is found out where the access token is asked for. These are our own words for it.
      </p>
    );
  }
  const call = failure.endpoint.name;
  const what = state === "wrong_key" ? "a 401" : "a failed connection";
  return (
    <p className="text-muted text-xs">
      {failure.isDescribed
        ? `From the entry “${failure.outcome.type}” in the error catalog of ${call}.`
        : `No entry in the error catalog of ${call} describes ${what}, so customers read our own words.`}{" "}
      {onOpenPlace && (
        <button type="button" className="link" onClick={() => onOpenPlace([...failure.endpoint.path, "errors"])}>
          {failure.isDescribed ? "Edit the catalog" : "Describe it"}
        </button>
      )}
    </p>
  );
}
