"use client";

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { pluralize } from "@/components/ui/format-number";
import type { SaveState } from "@/lib/client/autosave";
import type { Step } from "@/lib/client/history";
import type { JournalEntry } from "@/lib/client/journal";
import { announcePage, livePages } from "@/lib/client/live-pages";
import type { Draft } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { applyFix } from "@/lib/destination/edit";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { Finding } from "@/lib/destination/finding";
import { fixAll } from "@/lib/destination/fix-all";
import type { RequestValues } from "@/lib/destination/request";
import type { CheckContext } from "@/lib/destination/rulebook";
import { isSameJson } from "@/lib/destination/same-json";
import type { SampleProperty } from "@/lib/destination/sample-users";
import type { Actor } from "@/lib/policy";
import { type Derived, DerivedDraft } from "./derived-draft";
import { DraftPieces, PiecesContext } from "./draft-pieces";
import { type Change, DraftStore, type StepKey } from "./draft-store";
import { type LastTest, startTests, TestedStatusesContext, withTest } from "./endpoint-tests";
import { HistoryMoves } from "./history-moves";
import { useDraftView } from "./use-draft-view";
import { useSaveGuards } from "./use-save-guards";

interface DraftActions {
  /** One undoable step with a name. Edits with the same `merge` key within a second are one step. */
  edit: (label: string, change: Change, merge?: StepKey) => void;
  /** Takes the one click of a finding, unless the finding is gone: its offsets are of the text that it was found in. */
  fix: (finding: Finding) => void;
  /** Takes every fix that leaves no doubt, as one step; says how it is called. `count` is 0 where there was none. */
  fixAll: () => { label: string; count: number };
  undo: () => void;
  redo: () => void;
  /** Saves what is not saved yet and gives the revision that holds it; rejects with the `AppError` that prevents it. */
  flush: () => Promise<number>;
  retrySave: () => void;
  resolveConflict: (choice: "mine" | "theirs" | DestinationDefinition) => void;
  /** Goes several steps of the history back (below zero) or forth at once. */
  travel: (steps: number) => void;
  /** The person has seen what was brought back. */
  dismissRecovered: () => void;
  /** After a test, so that "never tested since its last change" and the coverage follow. */
  recordTest: (endpoint: EndpointKey, hash: string, metFailure?: string) => void;
  /** The values of the test bench, which completion and the variable table show, and its project's user properties. */
  setTestValues: (values: RequestValues | undefined, ofProject?: readonly SampleProperty[]) => void;
}

export interface DraftState extends DraftActions, Derived {
  destinationId: string;
  canUndo: boolean;
  canRedo: boolean;
  /** Every step, named and dated: `past` the oldest first, `future` the next to redo first. */
  history: { past: readonly Step[]; future: readonly Step[] };
  /** What undo would take back, and redo bring back. */
  lastLabel: string | undefined;
  nextLabel: string | undefined;
  saveState: SaveState<DestinationDefinition>;
  revision: number;
  isKept: boolean;
  /** A field shows a text that is too long for the document. */
  isHolding: boolean;
  recovered: JournalEntry | undefined;
  /** Set while somebody else's save stands against ours. `base` is what both began with. */
  conflict: { theirs: Draft; base: DestinationDefinition } | undefined;
  endpointTests: Partial<Record<EndpointKey, string>>;
}

const ActionsContext = createContext<DraftActions | undefined>(undefined);
const StateContext = createContext<DraftState | undefined>(undefined);

interface DraftProviderProps {
  actor: Actor;
  draft: Draft;
  /** What the rulebook needs to know beside the definition; its `tested` comes from `initialTests`. */
  context: Omit<CheckContext, "tested">;
  initialTests: Partial<Record<EndpointKey, LastTest>>;
  children: ReactNode;
}

/** The draft, its undo history, its autosave, and all that is derived from it, for everything inside. */
export function DraftProvider({ actor, draft, context, initialTests, children }: DraftProviderProps) {
  const [tests, setTests] = useState(() => startTests(initialTests));
  const [{ store, derived, pieces }] = useState(() => createDraft(actor, draft, { ...context, tested: tests.hashes }));
  const { snapshot, settled } = useDraftView(store, derived);
  useEffect(() => derived.setCheckContext({ ...context, tested: tests.hashes }), [derived, context, tests.hashes]);
  useEffect(() => {
    const leave = derived.follow();
    const leavePieces = derived.subscribe(() => pieces.update(derived.getSnapshot()));
    return () => {
      leave();
      leavePieces();
    };
  }, [derived, pieces]);
  useEffect(() => {
    const closing = new AbortController();
    announcePage(store.page, closing.signal);
    void openStorage(store);
    void store.refresh();
    return () => closing.abort();
  }, [store]);
  useSaveGuards(store);

  const actions = useMemo<DraftActions>(
    () => ({
      edit: store.edit,
      fix: (finding) => fixOne(store, derived, finding),
      fixAll: () => fixEvery(store, derived),
      undo: store.undo,
      redo: store.redo,
      travel: store.travel,
      flush: store.flush,
      retrySave: store.retry,
      resolveConflict: store.resolveConflict,
      dismissRecovered: store.dismissRecovered,
      recordTest: (endpoint, hash, met) => setTests((before) => withTest(before, endpoint, hash, met)),
      setTestValues: derived.setTestValues,
    }),
    [store, derived],
  );

  const state = useMemo<DraftState>(() => {
    const { history, saveState, revision, isKept, isHolding, recovered } = snapshot;
    return {
      ...actions,
      ...settled,
      destinationId: draft.id,
      canUndo: isHolding || history.past.some(({ isTheirs }) => !isTheirs),
      canRedo: history.future.length > 0,
      history,
      lastLabel: history.past.findLast(({ isTheirs }) => !isTheirs)?.label,
      nextLabel: history.future[0]?.label,
      saveState,
      revision,
      isKept,
      isHolding,
      recovered,
      conflict: saveState.kind === "conflict" ? conflictOf(draft.id, saveState, store.base) : undefined,
      endpointTests: tests.hashes,
    };
  }, [snapshot, settled, actions, draft.id, store, tests.hashes]);

  return (
    <ActionsContext value={actions}>
      <StateContext value={state}>
        <PiecesContext value={pieces}>
          <TestedStatusesContext value={tests.statuses}>
            {children}
            <HistoryMoves />
          </TestedStatusesContext>
        </PiecesContext>
      </StateContext>
    </ActionsContext>
  );
}

function createDraft(actor: Actor, draft: Draft, checkContext: CheckContext) {
  const store = new DraftStore({ userId: actor.userId, draft });
  const derived = new DerivedDraft(store, checkContext);
  return { store, derived, pieces: new DraftPieces(store, derived.getSnapshot()) };
}

/**
 * Everything about the draft and what follows from it, a moment after the typing: a form takes its own piece of the
 * document, which is never late (draft-pieces.tsx).
 */
export function useDraft(): DraftState {
  const state = use(StateContext);
  if (!state) throw new Error("useDraft belongs inside a DraftProvider.");
  return state;
}

export function useDraftActions(): DraftActions {
  const actions = use(ActionsContext);
  if (!actions) throw new Error("useDraftActions belongs inside a DraftProvider.");
  return actions;
}

function fixOne(store: DraftStore, derived: DerivedDraft, finding: Finding): void {
  derived.settle();
  const { fix } = finding;
  const stands = derived.getSnapshot().findings.some((each) => isSameJson(each, finding));
  if (fix && stands) store.edit(fix.label, (definition) => applyFix(definition, fix));
}

function fixEvery(store: DraftStore, derived: DerivedDraft): { label: string; count: number } {
  const { definition, count } = fixAll(store.readDefinition(), derived.getSnapshot().checkContext);
  const label = `Fix ${pluralize(count, "problem")}`;
  if (count > 0) store.edit(label, () => definition);
  return { label, count };
}

async function openStorage(store: DraftStore): Promise<void> {
  await store.open({
    journal: storageOf(() => window.localStorage),
    session: storageOf(() => window.sessionStorage),
    livePages: await livePages(),
  });
}

/** Storage may be switched off in this browser: the autosave still works, and leaving the page warns. */
function storageOf(get: () => Storage): Storage | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

function conflictOf(
  id: string,
  { theirs }: Extract<SaveState<DestinationDefinition>, { kind: "conflict" }>,
  base: DestinationDefinition,
): DraftState["conflict"] {
  const { document, revision, updatedAt, updatedBy } = theirs;
  return { theirs: { id, definition: document, revision, updatedAt, updatedBy }, base };
}
