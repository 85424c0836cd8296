/** Two people's edits of one text, joined line by line. */
import { diffSequences, type Hunk } from "./text-diff";

export interface MergedText {
  text: string;
  /** Whether both changed the same lines; then `text` has those of the preferred side. */
  isOverlapping: boolean;
}

type Side = "mine" | "theirs";

/** A change of one side; `lines` take the place of the base's lines `start` to `end`. */
interface Edit {
  side: Side;
  start: number;
  end: number;
  lines: readonly string[];
}

/**
 * The base with the changes of both. Changes of different lines both survive, also of neighbouring ones; changes of
 * the same lines, and two different insertions at one point, overlap: there the preferred side's lines stand.
 */
export function mergeText(base: string, mine: string, theirs: string, preferred: Side = "mine"): MergedText {
  const lines = base.split("\n");
  const result: string[] = [];
  let isOverlapping = false;
  let position = 0;
  for (const group of groupsOf([...editsOf(lines, mine, "mine"), ...editsOf(lines, theirs, "theirs")])) {
    const start = Math.min(...group.map((edit) => edit.start));
    const end = Math.max(...group.map((edit) => edit.end));
    const joined = joinGroup(lines, group, start, end, preferred);
    isOverlapping ||= joined.isOverlapping;
    for (const line of lines.slice(position, start)) result.push(line);
    for (const line of joined.lines) result.push(line);
    position = end;
  }
  return { text: [...result, ...lines.slice(position)].join("\n"), isOverlapping };
}

function joinGroup(base: readonly string[], group: readonly Edit[], start: number, end: number, preferred: Side) {
  const [mine, theirs] = [versionOf(base, group, "mine", start, end), versionOf(base, group, "theirs", start, end)];
  if (!group.some(({ side }) => side === "theirs") || isSameLines(mine, theirs)) {
    return { lines: mine, isOverlapping: false };
  }
  if (!group.some(({ side }) => side === "mine")) return { lines: theirs, isOverlapping: false };
  const chosen = preferred === "mine" ? mine : theirs;
  if (mine.length !== end - start || theirs.length !== end - start) return { lines: chosen, isOverlapping: true };
  // Neither added nor removed a line, so each line can be looked at by itself.
  let isOverlapping = false;
  const lines = chosen.map((line, index) => {
    const before = base[start + index];
    const [ours, others] = [mine[index], theirs[index]];
    if (ours === before) return others ?? line;
    if (ours !== others && others !== before) isOverlapping = true;
    return others === before ? (ours ?? line) : line;
  });
  return { lines, isOverlapping };
}

function editsOf(base: readonly string[], text: string, side: Side): Edit[] {
  const lines = text.split("\n");
  return diffSequences(base, lines).map(({ start, end, from, to }: Hunk) => ({
    side,
    start,
    end,
    lines: lines.slice(from, to),
  }));
}

/** Edits in order; those that can't be told apart from one of the other side are together. */
function groupsOf(edits: readonly Edit[]): Edit[][] {
  const sorted = [...edits].sort((left, right) => left.start - right.start || left.end - right.end);
  const groups: Edit[][] = [];
  for (const edit of sorted) {
    const last = groups.at(-1);
    if (last?.some((other) => meets(other, edit))) last.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

/** `later` begins where `earlier` does, or after. */
function meets(earlier: Edit, later: Edit): boolean {
  if (later.start < earlier.end) return true;
  if (later.start > earlier.end || earlier.side === later.side) return false;
  // They touch. Only where one of them inserts, and the other adds lines too, their order is anybody's guess.
  const isInsertion = earlier.start === earlier.end || later.start === later.end;
  return isInsertion && grows(earlier) && grows(later);
}

function grows({ start, end, lines }: Edit): boolean {
  return lines.length > end - start;
}

/** The lines `start` to `end` of the base as one side has them. */
function versionOf(base: readonly string[], group: readonly Edit[], side: Side, start: number, end: number): string[] {
  const result: string[] = [];
  let position = start;
  for (const edit of group) {
    if (edit.side !== side) continue;
    result.push(...base.slice(position, edit.start), ...edit.lines);
    position = edit.end;
  }
  return [...result, ...base.slice(position, end)];
}

function isSameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}
