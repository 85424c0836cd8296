"use client";

import {
  createContext,
  type ReactNode,
  use,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { SaveState } from "@/lib/client/autosave";
import type { JournalEntry } from "@/lib/client/journal";
import type { Draft } from "@/lib/contract";
import type { DestinationDefinition, EndpointKey } from "@/lib/destination/definition";
import type { DocumentPath, Finding } from "@/lib/destination/finding";
import type { RequestValues } from "@/lib/destination/request";
import { type CheckContext, check } from "@/lib/destination/rulebook";
import { type VariableRow, variableTable } from "@/lib/destination/variable";
import type { Actor } from "@/lib/policy";
import { pathKey } from "./document-place";
import { DraftPieces, PiecesContext } from "./draft-pieces";
import { type Change, DraftStore, type Merge } from "./draft-store";
import { useSaveGuards } from "./use-save-guards";

/** The newest test of an endpoint: what it proves, and the status it met. */
export interface EndpointTest {
  hash: string;
  status: string;
}

interface DraftActions {
  /** One undoable step with a name. Edits with the same `merge` key within a second are one step. */
  edit: (label: string, change: Change, merge?: Merge) => void;
  undo: () => void;
  redo: () => void;
  /** Saves what is not saved yet and gives the revision that holds it; rejects with the `AppError` that prevents it. */
  flush: () => Promise<number>;
  retrySave: () => void;
  resolveConflict: (choice: "mine" | "theirs" | DestinationDefinition) => void;
  resolveRecovered: (choice: "mine" | "theirs") => void;
  /** After a test, so that "never tested since its last change" and the coverage follow. */
  recordTest: (endpoint: EndpointKey, hash: string, status?: string) => void;
  /** The values of the test bench, which completion and the variable table show. */
  setTestValues: (values: RequestValues | undefined) => void;
}

export interface DraftState extends DraftActions {
  destinationId: string;
  definition: DestinationDefinition;
  canUndo: boolean;
  canRedo: boolean;
  /** What undo would take back, and redo bring back. */
  lastLabel: string | undefined;
  nextLabel: string | undefined;
  saveState: SaveState<DestinationDefinition>;
  revision: number;
  isKept: boolean;
  recovered: JournalEntry | undefined;
  /** Set while somebody else's save stands against ours. `base` is what both began with. */
  conflict: { theirs: Draft; base: DestinationDefinition } | undefined;
  findings: readonly Finding[];
  /** For whoever needs the findings of this very moment: `findings` may be a few frames behind the typing. */
  checkContext: CheckContext;
  /** Those of exactly this place. */
  findingsAt: (path: DocumentPath) => readonly Finding[];
  variables: readonly VariableRow[];
  endpointTests: Partial<Record<EndpointKey, string>>;
  testValues: RequestValues | undefined;
}

const ActionsContext = createContext<DraftActions | undefined>(undefined);
const StateContext = createContext<DraftState | undefined>(undefined);
const TestedStatusesContext = createContext<Tests["statuses"]>({});
const none: readonly string[] = [];

interface DraftProviderProps {
  actor: Actor;
  draft: Draft;
  /** What the rulebook needs to know beside the definition; its `tested` comes from `initialTests`. */
  context: Omit<CheckContext, "tested">;
  initialTests: Partial<Record<EndpointKey, EndpointTest>>;
  children: ReactNode;
}

/** The draft, its undo history, its autosave, and all that is derived from it, for everything inside. */
export function DraftProvider({ actor, draft, context, initialTests, children }: DraftProviderProps) {
  const [store] = useState(() => new DraftStore({ userId: actor.userId, draft }));
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const [tests, setTests] = useState(() => startTests(initialTests));
  const [testValues, setTestValues] = useState<RequestValues>();
  useEffect(() => {
    openJournal(store);
    void store.refresh();
  }, [store]);
  useSaveGuards(store);

  const actions = useMemo<DraftActions>(
    () => ({
      edit: store.edit,
      undo: store.undo,
      redo: store.redo,
      flush: store.flush,
      retrySave: store.retry,
      resolveConflict: store.resolveConflict,
      resolveRecovered: store.resolveRecovered,
      recordTest: (endpoint, hash, status) => setTests((before) => withTest(before, endpoint, hash, status)),
      setTestValues,
    }),
    [store],
  );

  const definition = snapshot.history.present;
  // What is typed shows at once; what follows from it may come a frame later when the document is large.
  const settled = useDeferredValue(definition);
  const checkContext = useMemo<CheckContext>(() => ({ ...context, tested: tests.hashes }), [context, tests.hashes]);
  const findings = useMemo(() => check(settled, checkContext), [settled, checkContext]);
  const variables = useMemo(() => variableTable(settled, testValues), [settled, testValues]);
  const findingsAt = useMemo(() => indexFindings(findings), [findings]);
  const [pieces] = useState(() => new DraftPieces(store, { definition: settled, findings, variables }));
  useLayoutEffect(
    () => pieces.update({ definition: settled, findings, variables }),
    [pieces, settled, findings, variables],
  );

  const state = useMemo<DraftState>(() => {
    const { history, saveState, revision, isKept, recovered } = snapshot;
    return {
      ...actions,
      destinationId: draft.id,
      definition: history.present,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      lastLabel: history.past.at(-1)?.label,
      nextLabel: history.future[0]?.label,
      saveState,
      revision,
      isKept,
      recovered,
      conflict: saveState.kind === "conflict" ? conflictOf(draft.id, saveState, store.base) : undefined,
      findings,
      checkContext,
      findingsAt,
      variables,
      endpointTests: tests.hashes,
      testValues,
    };
  }, [snapshot, actions, draft.id, store, findings, checkContext, findingsAt, variables, tests, testValues]);

  return (
    <ActionsContext value={actions}>
      <StateContext value={state}>
        <PiecesContext value={pieces}>
          <TestedStatusesContext value={tests.statuses}>{children}</TestedStatusesContext>
        </PiecesContext>
      </StateContext>
    </ActionsContext>
  );
}

/**
 * For a large part of the page that shows what follows from the draft: it is drawn after what is typed, and gives way
 * to the next keystroke.
 */
export function DeferredDraft({ children }: { children: ReactNode }) {
  const state = useDeferredValue(useDraft());
  return <StateContext value={state}>{children}</StateContext>;
}

/** Everything about the draft. It changes at each keystroke: a form takes its own piece (draft-pieces.tsx). */
export function useDraft(): DraftState {
  const state = use(StateContext);
  if (!state) throw new Error("useDraft belongs inside a DraftProvider.");
  return state;
}

/** The statuses that tests of an endpoint have met. */
export function useTestedStatuses(endpoint: EndpointKey): readonly string[] {
  return use(TestedStatusesContext)[endpoint] ?? none;
}

export function useDraftActions(): DraftActions {
  const actions = use(ActionsContext);
  if (!actions) throw new Error("useDraftActions belongs inside a DraftProvider.");
  return actions;
}

function openJournal(store: DraftStore): void {
  try {
    store.open(window.localStorage);
  } catch {
    // Storage is switched off in this browser: the autosave still works, and leaving the page warns.
  }
}

interface Tests {
  hashes: Partial<Record<EndpointKey, string>>;
  statuses: Partial<Record<EndpointKey, readonly string[]>>;
}

function startTests(initial: Partial<Record<EndpointKey, EndpointTest>>): Tests {
  const entries = Object.entries(initial);
  return {
    hashes: Object.fromEntries(entries.map(([key, test]) => [key, test.hash])),
    statuses: Object.fromEntries(entries.map(([key, test]) => [key, [test.status]])),
  };
}

function withTest(before: Tests, endpoint: EndpointKey, hash: string, status: string | undefined): Tests {
  const known = before.statuses[endpoint] ?? [];
  return {
    hashes: { ...before.hashes, [endpoint]: hash },
    statuses:
      status === undefined || known.includes(status)
        ? before.statuses
        : { ...before.statuses, [endpoint]: [...known, status] },
  };
}

function conflictOf(
  id: string,
  { theirs }: Extract<SaveState<DestinationDefinition>, { kind: "conflict" }>,
  base: DestinationDefinition,
): DraftState["conflict"] {
  const { document, revision, updatedAt, updatedBy } = theirs;
  return { theirs: { id, definition: document, revision, updatedAt, updatedBy }, base };
}

function indexFindings(findings: readonly Finding[]): (path: DocumentPath) => readonly Finding[] {
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = pathKey(finding.path);
    byPath.set(key, [...(byPath.get(key) ?? []), finding]);
  }
  const none: readonly Finding[] = [];
  return (path) => byPath.get(pathKey(path)) ?? none;
}
