/** Undo and redo of a whole document, in named steps. Documents are immutable, so a step is two references. */

export interface Step<Document> {
  /** What was done, as a person would say it: "Change display name". */
  label: string;
  /** Edits with the same key in quick succession are one step: typing in a field. */
  mergeKey: string | undefined;
  at: number;
  before: Document;
  after: Document;
}

export interface History<Document> {
  present: Document;
  /** Oldest first. */
  past: readonly Step<Document>[];
  /** The next to redo first. */
  future: readonly Step<Document>[];
}

/** A pause longer than this begins a new step, unless the edit says otherwise. */
const pauseMs = 1_000;
const stepsMax = 500;

export function startHistory<Document>(present: Document): History<Document> {
  return { present, past: [], future: [] };
}

/** Adds a step, or lengthens the last one. An edit that changes nothing is no step. `at` is in milliseconds. */
export function record<Document>(
  history: History<Document>,
  edit: { label: string; mergeKey?: string; mergeMs?: number; after: Document; at: number },
): History<Document> {
  const { label, mergeKey, mergeMs = pauseMs, after, at } = edit;
  if (after === history.present) return history;
  const last = history.past.at(-1);
  if (
    last &&
    history.future.length === 0 &&
    mergeKey !== undefined &&
    last.mergeKey === mergeKey &&
    at - last.at <= mergeMs
  ) {
    return { present: after, past: [...history.past.slice(0, -1), { ...last, after, at }], future: [] };
  }
  const step = { label, mergeKey, at, before: history.present, after };
  return { present: after, past: [...history.past, step].slice(-stepsMax), future: [] };
}

export function undo<Document>(history: History<Document>): History<Document> {
  const last = history.past.at(-1);
  if (!last) return history;
  return { present: last.before, past: history.past.slice(0, -1), future: [last, ...history.future] };
}

export function redo<Document>(history: History<Document>): History<Document> {
  const [next, ...future] = history.future;
  if (!next) return history;
  // The step is over: typing after a redo must not lengthen it.
  return { present: next.after, past: [...history.past, { ...next, mergeKey: undefined }], future };
}
