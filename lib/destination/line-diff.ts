/** Two texts line by line: what stayed, what went and what came. */
import { diffSequences, markChanges, type Stretch } from "./text-diff";

export interface DiffLine {
  kind: "same" | "removed" | "added";
  text: string;
  /** Line numbers from 1; none where the line isn't in that text. */
  before?: number;
  after?: number;
  /** The line in pieces, those marked that its counterpart hasn't; absent where the line has none. */
  stretches?: readonly Stretch[];
}

/** A stretch of unchanged lines that says nothing, in place of `count` of them. */
export interface FoldedLines {
  kind: "folded";
  count: number;
  /** The number of the first in the newer text. */
  after: number;
}

/** All lines in order; of a changed stretch the old ones first. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const lines: DiffLine[] = [];
  let [atOld, atNow] = [0, 0];
  const same = (until: number) => {
    for (; atOld < until; atOld += 1, atNow += 1) {
      lines.push({ kind: "same", text: old[atOld] ?? "", before: atOld + 1, after: atNow + 1 });
    }
  };
  for (const { start, end, from, to } of diffSequences(old, now)) {
    same(start);
    const isPaired = end - start === to - from;
    for (let index = start; index < end; index += 1) {
      const text = old[index] ?? "";
      const stretches = isPaired ? { stretches: markChanges(now[from + index - start] ?? "", text) } : {};
      lines.push({ kind: "removed", text, before: index + 1, ...stretches });
    }
    for (let index = from; index < to; index += 1) {
      const text = now[index] ?? "";
      const stretches = isPaired ? { stretches: markChanges(old[start + index - from] ?? "", text) } : {};
      lines.push({ kind: "added", text, after: index + 1, ...stretches });
    }
    [atOld, atNow] = [end, to];
  }
  same(old.length);
  return lines;
}

/** An empty text has no line. */
function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/\r\n|\n|\r/);
}

/** The same with long unchanged stretches folded, so that `context` lines stay around each change. */
export function foldSame(lines: readonly DiffLine[], context = 3): (DiffLine | FoldedLines)[] {
  const changed = lines.flatMap(({ kind }, index) => (kind === "same" ? [] : [index]));
  const isNear = nearTo(changed, lines.length, context);
  const folded: (DiffLine | FoldedLines)[] = [];
  for (let index = 0; index < lines.length; ) {
    let end = index;
    while (end < lines.length && !isNear[end]) end += 1;
    const [first] = lines.slice(index, end);
    // Two lines are not worth a line that says that there are two.
    if (first && end - index > 2) folded.push({ kind: "folded", count: end - index, after: first.after ?? 0 });
    else folded.push(...lines.slice(index, end));
    while (end < lines.length && isNear[end]) {
      const line = lines[end];
      if (line) folded.push(line);
      end += 1;
    }
    index = end;
  }
  return folded;
}

function nearTo(places: readonly number[], length: number, context: number): boolean[] {
  const isNear = new Array<boolean>(length).fill(false);
  for (const place of places) {
    isNear.fill(true, Math.max(0, place - context), Math.min(length, place + context + 1));
  }
  return isNear;
}
