/** Undo and redo of a whole document, in named steps. A step holds what it changed, not the documents around it. */
import {
  applyChanges,
  changesBetween,
  type DocumentChange,
  invertChanges,
  type TextChange,
} from "@/lib/destination/document-change";

export interface Step {
  /** What was done, as a person would say it: "Change display name". */
  label: string;
  /** Edits with the same key in quick succession are one step: typing in a field. */
  mergeKey: string | undefined;
  /** When it was last added to, in milliseconds. */
  at: number;
  changes: readonly DocumentChange[];
  /** Somebody else's: it is not ours to undo, and our own steps below it are undone around it. */
  isTheirs: boolean;
}

export interface History<Document> {
  present: Document;
  /** Oldest first. Each step begins with the document that the one before ended with; the last one ends with `present`. */
  past: readonly Step[];
  /** The next to redo first. */
  future: readonly Step[];
  /** The last step while typing may still lengthen it: the document before it, and where its last characters stand. */
  open: { before: Document; typed: Typed | undefined } | undefined;
}

interface Typed {
  path: readonly (string | number)[];
  /** The stretch of text that this step has written so far. */
  from: number;
  to: number;
  /** A word and the blank after it are written: the next word is the next step. */
  isWordDone: boolean;
}

/** `mine` with what `theirs` changed since `base`; where both changed a place, `mine` stays. */
export type MergeDocuments<Document> = (base: Document, mine: Document, theirs: Document) => Document;

/** A pause longer than this begins a new step, unless the edit says otherwise. */
const pauseMs = 1_000;
const stepsMax = 500;

export function startHistory<Document>(present: Document): History<Document> {
  return { present, past: [], future: [], open: undefined };
}

export interface Edit<Document> {
  label: string;
  mergeKey?: string;
  /** How long a pause may be within the step; a step that lasts for a whole session takes whatever is done in it. */
  mergeMs?: number;
  after: Document;
  /** In milliseconds. */
  at: number;
}

/** Adds a step, or lengthens the last one. An edit that changes nothing is no step. */
export function record<Document>(history: History<Document>, edit: Edit<Document>): History<Document> {
  const { mergeKey, after, at } = edit;
  if (after === history.present) return history;
  const typing = changesBetween(history.present, after);
  if (typing.length === 0) return { ...history, present: after };
  const { open } = history;
  if (open && continuesLast(history, edit, typing)) {
    const changes = changesBetween(open.before, after);
    const past = history.past.slice(0, -1);
    // What was typed has been erased again: there is nothing to take back.
    if (changes.length === 0) return { present: after, past, future: [], open: undefined };
    const last = { label: nameOf(history, edit), mergeKey, at, isTheirs: false, changes };
    return {
      present: after,
      past: [...past, last],
      future: [],
      open: { before: open.before, typed: extend(open.typed, typing) },
    };
  }
  const step = { label: nameOf(history, edit), mergeKey, at, isTheirs: false, changes: typing };
  return {
    present: after,
    past: [...history.past, step].slice(-stepsMax),
    future: [],
    open: mergeKey === undefined ? undefined : { before: history.present, typed: extend(undefined, typing) },
  };
}

/** Whoever renames a part as they type would give each step another name: a run of typing keeps its first. */
function nameOf<Document>({ past }: History<Document>, { label, mergeKey, at }: Edit<Document>): string {
  const last = past.at(-1);
  const goesOn = last && mergeKey !== undefined && last.mergeKey === mergeKey && at - last.at <= pauseMs;
  return goesOn ? last.label : label;
}

function continuesLast<Document>(
  { past, future, open }: History<Document>,
  { mergeKey, mergeMs, at }: Edit<Document>,
  typing: readonly DocumentChange[],
): boolean {
  const last = past.at(-1);
  if (!last || !open || future.length > 0 || mergeKey === undefined || last.mergeKey !== mergeKey) return false;
  if (at - last.at > (mergeMs ?? pauseMs)) return false;
  return mergeMs !== undefined || isSameRun(open.typed, typing);
}

/**
 * Whether typing goes on where it was: not elsewhere in the text, not with a pasted piece, and not with the next word.
 * What is no typing in one text, such as a number or a rename, is told apart by time alone.
 */
function isSameRun(typed: Typed | undefined, typing: readonly DocumentChange[]): boolean {
  const change = onlyText(typing);
  if (!typed || !change) return typed === undefined && change === undefined;
  if (change.path.join() !== typed.path.join() || change.inserted.length > 2) return false;
  const { at, removed, inserted } = change;
  if (typed.isWordDone && at === typed.to && inserted.trim() !== "") return false;
  const isInside = at >= typed.from && at + removed.length <= typed.to;
  const isErasing = inserted === "" && removed.length <= 2 && typed.from === typed.to;
  if (isErasing) return at === typed.from || at + removed.length === typed.from;
  return isInside;
}

function extend(typed: Typed | undefined, typing: readonly DocumentChange[]): Typed | undefined {
  const change = onlyText(typing);
  if (!change) return undefined;
  const { path, at, removed, inserted } = change;
  // A pasted or completed piece stands for itself: nothing is typed on to it.
  if (inserted.length > 2) return { path, from: -1, to: -1, isWordDone: false };
  const isBlank = inserted.trim() === "";
  if (!typed || at < typed.from) return { path, from: at, to: at + inserted.length, isWordDone: false };
  const to = Math.max(typed.to - removed.length + inserted.length, at + inserted.length);
  const hasWord = typed.to > typed.from;
  return {
    path,
    from: typed.from,
    to,
    isWordDone: isBlank && inserted !== "" && hasWord && at + inserted.length === to,
  };
}

function onlyText(changes: readonly DocumentChange[]): TextChange | undefined {
  const [change, ...others] = changes;
  return change?.type === "text" && others.length === 0 ? change : undefined;
}

/** What an undo or a redo did: the step, and what it changed. */
export interface Move<Document> {
  history: History<Document>;
  step: Step;
  /** Empty when others have changed the same places since: then these stay as they are, and the step is gone. */
  changes: readonly DocumentChange[];
}

/**
 * Takes the last own step back. What others changed since stays: the step is undone around it with `merge`. Undefined
 * when there is none.
 */
export function undo<Document>(
  history: History<Document>,
  merge: MergeDocuments<Document>,
): Move<Document> | undefined {
  const { past, present } = history;
  const index = past.findLastIndex(({ isTheirs }) => !isTheirs);
  const step = past[index];
  if (!step) return undefined;
  const theirs = past.slice(index + 1);
  const after = theirs.reduceRight((document, each) => applyChanges(document, invertChanges(each.changes)), present);
  const before = applyChanges(after, invertChanges(step.changes));
  const rebased = rebase(theirs, { from: after, onto: before, merge });
  const redoing = changesBetween(rebased.end, present);
  const undone: Step[] = redoing.length > 0 ? [{ ...step, changes: redoing }] : [];
  return {
    history: {
      present: rebased.end,
      past: [...past.slice(0, index), ...rebased.steps],
      future: [...undone, ...history.future],
      open: undefined,
    },
    step,
    changes: theirs.length === 0 ? invertChanges(step.changes) : invertChanges(redoing),
  };
}

/** Brings the next step back; undefined when there is none. */
export function redo<Document>(history: History<Document>): Move<Document> | undefined {
  const [step, ...future] = history.future;
  if (!step) return undefined;
  const present = applyChanges(history.present, step.changes);
  // The step is over: typing after a redo must not lengthen it.
  return { history: { present, past: [...history.past, step], future, open: undefined }, step, changes: step.changes };
}

/**
 * Adds what was typed after the history was last kept: to its last step where that was the same typing, else as a step
 * of its own.
 */
export function resume<Document>(history: History<Document>, edit: Edit<Document>): History<Document> {
  if (changesBetween(history.present, edit.after).length === 0) return { ...history, present: edit.after };
  const last = history.past.at(-1);
  const goesOn = last && !last.isTheirs && last.label === edit.label && edit.at - last.at <= pauseMs;
  if (!goesOn) return record(history, edit);
  const before = applyChanges(history.present, invertChanges(last.changes));
  const rest = { present: before, past: history.past.slice(0, -1), future: [], open: undefined };
  return record(rest, { ...edit, mergeKey: undefined });
}

/** Adds what somebody else did. What was undone can still be redone, around it. */
export function recordTheirs<Document>(
  history: History<Document>,
  edit: { label: string; after: Document; at: number },
  merge: MergeDocuments<Document>,
): History<Document> {
  const { label, after, at } = edit;
  const changes = changesBetween(history.present, after);
  if (changes.length === 0) return { ...history, present: after };
  const step = { label, mergeKey: undefined, at, isTheirs: true, changes };
  const { steps } = rebase(history.future, { from: history.present, onto: after, merge });
  return { present: after, past: [...history.past, step].slice(-stepsMax), future: steps, open: undefined };
}

/** Steps that began with `from`, as they are when they begin with `onto`. One that has nothing left to do is gone. */
function rebase<Document>(
  steps: readonly Step[],
  { from, onto, merge }: { from: Document; onto: Document; merge: MergeDocuments<Document> },
): { steps: Step[]; end: Document } {
  let original = from;
  let end = onto;
  const rebased: Step[] = [];
  for (const step of steps) {
    original = applyChanges(original, step.changes);
    const next = step.isTheirs ? merge(from, original, onto) : merge(from, onto, original);
    const changes = changesBetween(end, next);
    if (changes.length > 0) rebased.push({ ...step, changes });
    end = next;
  }
  return { steps: rebased, end };
}

/** A later present with the steps that an earlier page left behind put under those of this one. */
export function continueHistory<Document>(earlier: History<Document>, current: History<Document>): History<Document> {
  return {
    ...current,
    past: [...earlier.past, ...current.past].slice(-stepsMax),
    future: current.past.length === 0 ? earlier.future : current.future,
  };
}
