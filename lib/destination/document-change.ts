/**
 * What an edit changed, as little as possible: places with what stood there and what stands there now. A step of the
 * undo history is a list of these rather than two whole documents, so that five hundred of them fit into a browser's
 * storage.
 */
import { z } from "zod";
import { isMembers, type Members, memberAt } from "./document-tree";
import { isSameJson } from "./same-json";

type Path = (string | number)[];

/** A piece of a text was replaced. Offsets count UTF-16 units, so half a character may be one of its ends. */
const textChange = z.object({
  type: z.literal("text"),
  path: z.array(z.union([z.string(), z.number()])),
  at: z.number().int().nonnegative(),
  removed: z.string(),
  inserted: z.string(),
});

/** Neighbouring elements of a list were replaced. */
const listChange = z.object({
  type: z.literal("list"),
  path: z.array(z.union([z.string(), z.number()])),
  at: z.number().int().nonnegative(),
  removed: z.array(z.unknown()),
  inserted: z.array(z.unknown()),
});

/** Another value. A member that was not there, or is gone, has no `before` or `after`. */
const valueChange = z.object({
  type: z.literal("value"),
  path: z.array(z.union([z.string(), z.number()])),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const documentChange = z.discriminatedUnion("type", [textChange, listChange, valueChange]);
export type DocumentChange = z.infer<typeof documentChange>;
export type TextChange = z.infer<typeof textChange>;

/** The changes that turn one JSON document into another. Parts that are the same object in both are not looked into. */
export function changesBetween(before: unknown, after: unknown): DocumentChange[] {
  const changes: DocumentChange[] = [];
  compare(before, after, [], changes);
  return changes;
}

function compare(before: unknown, after: unknown, path: Path, changes: DocumentChange[]): void {
  if (Object.is(before, after)) return;
  if (typeof before === "string" && typeof after === "string") changes.push(textBetween(before, after, path));
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, changes);
  else if (isMembers(before) && isMembers(after)) compareMembers(before, after, path, changes);
  else changes.push({ type: "value", path, before, after });
}

function textBetween(before: string, after: string, path: Path): TextChange {
  const shortest = Math.min(before.length, after.length);
  const at = sameStart(before, after, shortest);
  const end = sameEnd(before, after, shortest - at);
  return {
    type: "text",
    path,
    at,
    removed: before.slice(at, before.length - end),
    inserted: after.slice(at, after.length - end),
  };
}

/** Long texts are compared piece by piece first: the engine compares two pieces much faster than a loop does. */
const pieceChars = 2_048;

function sameStart(one: string, other: string, max: number): number {
  let at = 0;
  while (at + pieceChars <= max && one.slice(at, at + pieceChars) === other.slice(at, at + pieceChars))
    at += pieceChars;
  while (at < max && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}

function sameEnd(one: string, other: string, max: number): number {
  let count = 0;
  const tail = (text: string) => text.slice(text.length - count - pieceChars, text.length - count);
  while (count + pieceChars <= max && tail(one) === tail(other)) count += pieceChars;
  while (count < max && one.charCodeAt(one.length - 1 - count) === other.charCodeAt(other.length - 1 - count)) {
    count += 1;
  }
  return count;
}

function compareLists(before: unknown[], after: unknown[], path: Path, changes: DocumentChange[]): void {
  const shortest = Math.min(before.length, after.length);
  let at = 0;
  while (at < shortest && isSameJson(before[at], after[at])) at += 1;
  let end = 0;
  while (end < shortest - at && isSameJson(before[before.length - 1 - end], after[after.length - 1 - end])) end += 1;
  const removed = before.slice(at, before.length - end);
  const inserted = after.slice(at, after.length - end);
  if (removed.length === 0 && inserted.length === 0) return;
  if (removed.length === inserted.length && removed.every((part, index) => isSamePart(part, inserted[index]))) {
    removed.forEach((part, index) => {
      compare(part, inserted[index], [...path, at + index], changes);
    });
  } else {
    changes.push({ type: "list", path, at, removed, inserted });
  }
}

/** Whether an element is the same part of the list with another content, rather than another part in its place. */
function isSamePart(one: unknown, other: unknown): boolean {
  if (isMembers(one) && isMembers(other)) return memberAt(one, "id") === memberAt(other, "id");
  return Array.isArray(one) && Array.isArray(other);
}

function compareMembers(before: Members, after: Members, path: Path, changes: DocumentChange[]): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [memberAt(before, key), memberAt(after, key)];
    if (was === undefined && is === undefined) continue;
    if (was === undefined) changes.push({ type: "value", path: [...path, key], after: is });
    else if (is === undefined) changes.push({ type: "value", path: [...path, key], before: was });
    else compare(was, is, [...path, key], changes);
  }
}

/** The same changes backwards: what undoes them. */
export function invertChanges(changes: readonly DocumentChange[]): DocumentChange[] {
  return changes.map(invert).reverse();
}

function invert(change: DocumentChange): DocumentChange {
  const { path } = change;
  switch (change.type) {
    case "text":
      return { type: "text", path, at: change.at, removed: change.inserted, inserted: change.removed };
    case "list":
      return { type: "list", path, at: change.at, removed: change.inserted, inserted: change.removed };
    case "value":
      return { type: "value", path, before: change.after, after: change.before };
  }
}

/** A change met a document that is not the one it was made from. */
export class ChangeMismatch extends Error {
  constructor(path: Path) {
    super(`What stands at ${path.join(".") || "the root"} is not what the change was made from.`);
  }
}

/**
 * The document after the changes; everything beside them is the same object as before. Throws `ChangeMismatch` where
 * the document doesn't hold what they were made from, so that nothing is ever applied to the wrong place.
 */
export function applyChanges<Document>(document: Document, changes: readonly DocumentChange[]): Document;
export function applyChanges(document: unknown, changes: readonly DocumentChange[]): unknown {
  return changes.reduce((result, change) => applyAt(result, change, 0), document);
}

function applyAt(value: unknown, change: DocumentChange, depth: number): unknown {
  const step = change.path[depth];
  if (step === undefined) return replaced(value, change);
  if (Array.isArray(value)) {
    if (typeof step !== "number" || step < 0 || step >= value.length) throw new ChangeMismatch(change.path);
    return value.with(step, applyAt(value[step], change, depth + 1));
  }
  if (!isMembers(value)) throw new ChangeMismatch(change.path);
  const key = String(step);
  const after = applyAt(memberAt(value, key), change, depth + 1);
  if (after !== undefined) return { ...value, [key]: after };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function replaced(value: unknown, change: DocumentChange): unknown {
  switch (change.type) {
    case "text": {
      const { at, removed, inserted } = change;
      if (typeof value !== "string" || !value.startsWith(removed, at) || at > value.length) break;
      return value.slice(0, at) + inserted + value.slice(at + removed.length);
    }
    case "list": {
      const { at, removed, inserted } = change;
      if (!Array.isArray(value) || at > value.length) break;
      if (!removed.every((part, index) => isSameJson(part, value[at + index]))) break;
      return value.toSpliced(at, removed.length, ...inserted);
    }
    case "value":
      if (isSameJson(value, change.before)) return change.after;
  }
  throw new ChangeMismatch(change.path);
}

/** The place that shows what the first of the changes did; undefined when nothing changed. */
export function placeOfChanges(changes: readonly DocumentChange[]): Path | undefined {
  const [first] = changes;
  if (first?.type === "list" && first.inserted.length > 0) return [...first.path, first.at];
  return first?.path;
}
