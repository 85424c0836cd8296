/** What changed between two sequences: lines of a template, words of a sentence. */

/** The elements `start` to `end` of the old became the elements `from` to `to` of the new; the ends are exclusive. */
export interface Hunk {
  start: number;
  end: number;
  from: number;
  to: number;
}

/** More insertions and deletions than this are one big change: finding them all would take too long to be of use. */
const stepsMax = 1_500;

/** The fewest changes that lead from one sequence to another, in order, none touching the next (Myers, O(ND)). */
export function diffSequences(before: readonly string[], after: readonly string[]): Hunk[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = before.length;
  let to = after.length;
  while (end > start && to > start && before[end - 1] === after[to - 1]) {
    end -= 1;
    to -= 1;
  }
  if (start === end && start === to) return [];
  if (start === end || start === to) return [{ start, end, from: start, to }];
  const trace = walk(before.slice(start, end), after.slice(start, to));
  if (!trace) return [{ start, end, from: start, to }];
  return hunksOf(trace, end - start, to - start).map((hunk) => ({
    start: hunk.start + start,
    end: hunk.end + start,
    from: hunk.from + start,
    to: hunk.to + start,
  }));
}

/** The furthest old position reached on each diagonal, one array for each number of changes. */
function walk(before: readonly string[], after: readonly string[]): Int32Array[] | undefined {
  const changesMax = Math.min(before.length + after.length, stepsMax);
  const trace: Int32Array[] = [];
  let reached = new Int32Array([0, 0, 0]);
  for (let changes = 0; changes <= changesMax; changes += 1) {
    // Diagonal d of this round is at d + changes + 1; the margin of one on each side saves the checks.
    const next = new Int32Array(2 * changes + 5);
    trace.push(reached);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let old = startOf(reached, changes, diagonal);
      while (old < before.length && old - diagonal < after.length && before[old] === after[old - diagonal]) old += 1;
      if (old >= before.length && old - diagonal >= after.length) return trace;
      next[diagonal + changes + 2] = old;
    }
    reached = next;
  }
  return undefined;
}

/** Where a diagonal begins: after an insertion (from the diagonal above) or a deletion (from the one below). */
function startOf(reached: Int32Array, changes: number, diagonal: number): number {
  return isInsertion(reached, changes, diagonal)
    ? at(reached, changes, diagonal + 1)
    : at(reached, changes, diagonal - 1) + 1;
}

function isInsertion(reached: Int32Array, changes: number, diagonal: number): boolean {
  if (diagonal === -changes) return true;
  return diagonal !== changes && at(reached, changes, diagonal - 1) < at(reached, changes, diagonal + 1);
}

/** `reached` is of the round before. */
function at(reached: Int32Array, changes: number, diagonal: number): number {
  return reached[diagonal + changes + 1] ?? 0;
}

function hunksOf(trace: readonly Int32Array[], before: number, after: number): Hunk[] {
  const hunks: Hunk[] = [];
  let old = before;
  let now = after;
  for (let changes = trace.length - 1; changes > 0; changes -= 1) {
    const reached = trace[changes];
    if (!reached) break;
    const diagonal = old - now;
    const isInserted = isInsertion(reached, changes, diagonal);
    // Where the run of equal elements began that this change precedes.
    const next = startOf(reached, changes, diagonal);
    const first = hunks[0];
    const start = isInserted ? next : next - 1;
    const from = isInserted ? next - diagonal - 1 : next - diagonal;
    if (first && first.start === next && first.from === next - diagonal) {
      first.start = start;
      first.from = from;
    } else {
      hunks.unshift({ start, end: next, from, to: next - diagonal });
    }
    old = start;
    now = from;
  }
  return hunks;
}

/** A stretch of a text, and whether the other text has something else in its place. */
export interface Stretch {
  text: string;
  isChanged: boolean;
}

/** The text `after`, with what is new in it against `before`: whole lines first, then words within changed lines. */
export function markChanges(before: string, after: string): Stretch[] {
  const [oldLines, newLines] = [linesOf(before), linesOf(after)];
  return stretches(newLines, diffSequences(oldLines, newLines), ({ start, end, from, to }) => {
    const [oldWords, newWords] = [oldLines.slice(start, end), newLines.slice(from, to)].map(wordsOf);
    if (!oldWords || !newWords) return [];
    return stretches(newWords, diffSequences(oldWords, newWords), (hunk) => [
      { text: newWords.slice(hunk.from, hunk.to).join(""), isChanged: true },
    ]);
  });
}

function stretches(pieces: readonly string[], hunks: readonly Hunk[], changed: (hunk: Hunk) => Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  const add = (stretch: Stretch) => {
    const last = result.at(-1);
    if (stretch.text === "") return;
    if (last && last.isChanged === stretch.isChanged) last.text += stretch.text;
    else result.push({ ...stretch });
  };
  let position = 0;
  for (const hunk of hunks) {
    add({ text: pieces.slice(position, hunk.from).join(""), isChanged: false });
    for (const stretch of changed(hunk)) add(stretch);
    position = hunk.to;
  }
  add({ text: pieces.slice(position).join(""), isChanged: false });
  return result;
}

/** Each with its line end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function wordsOf(lines: readonly string[]): string[] {
  return lines.join("").match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}
