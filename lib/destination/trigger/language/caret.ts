/** Where the caret is in a trigger that is being typed, and so what may come there. */
import type { Range } from "@/lib/destination/template/template";
import { TriggerReader, type TriggerWord } from "@/lib/destination/trigger/read-trigger";
import type { ComparisonOperator } from "@/lib/destination/trigger/trigger";

/** `replace` is what a choice replaces, `typed` what of it is written before the caret. */
export type TriggerPlace = { replace: Range; typed: string } /** A condition begins. */ & (
  | { kind: "condition" }
  /** The first argument of a function. */
  | { kind: "argument-path" }
  | { kind: "operator"; path: string[] }
  | { kind: "value"; path: string[]; operator: ComparisonOperator; isQuoted: boolean }
  /** The second argument of a function. */
  | { kind: "argument-text"; path: string[]; isQuoted: boolean }
  /** A condition is complete: and, or. */
  | { kind: "joint" }
);

const namePiece = /(?:[\p{L}\p{N}_$-]|\\[^\r\n]|\.)*$/u;
const nameRest = /^(?:[\p{L}\p{N}_$-]|\\[^\r\n]|\.)*/u;

/** The place at an offset; undefined where nothing can be said. Looks at the text before the caret only. */
export function triggerPlace(source: string, caret: number): TriggerPlace | undefined {
  const before = source.slice(0, caret);
  const open = openText(before);
  if (open !== undefined) return quotedPlace(source, caret, open);
  const typed = namePiece.exec(before)?.[0] ?? "";
  const start = caret - typed.length;
  const rest = typed === "" ? "" : (nameRest.exec(source.slice(caret))?.[0] ?? "");
  // Right behind a text or a parenthesis nothing can be written without a space.
  const replace = { start, end: caret + rest.length };
  const kind = kindOfPlace(wordsOf(source.slice(0, start)));
  return kind && { ...kind, replace, typed };
}

/** Where the text begins in which the caret stands. */
function openText(before: string): number | undefined {
  const last = wordsOf(before).at(-1);
  if (last?.type !== "text" || last.range.end < before.length) return undefined;
  // One more character of a text belongs to it as long as it is open.
  const longer = wordsOf(`${before}x`).at(-1);
  return longer?.type === "text" && longer.range.start === last.range.start ? last.range.start : undefined;
}

function quotedPlace(source: string, caret: number, start: number): TriggerPlace | undefined {
  const kind = kindOfPlace(wordsOf(source.slice(0, start)));
  if (kind?.kind !== "value" && kind?.kind !== "argument-text") return undefined;
  const replace = { start, end: closedAt(source, caret) ?? caret };
  return { ...kind, isQuoted: true, replace, typed: source.slice(start + 1, caret) };
}

/** The end of the text around the caret where it is closed: an even number of quotes behind it belong to others. */
function closedAt(source: string, caret: number): number | undefined {
  const rest = source.slice(caret);
  const quotes = [...rest.matchAll(/(?<!\\)"/g)];
  const [first] = quotes;
  if (!first || quotes.length % 2 === 0) return undefined;
  const end = caret + first.index + 1;
  return source.slice(caret, end).includes("\n") ? undefined : end;
}

function wordsOf(text: string): TriggerWord[] {
  return new TriggerReader(text).read().slice(0, -1);
}

/** What may come behind these words. */
function kindOfPlace(words: readonly TriggerWord[]) {
  const last = words.at(-1);
  const before = words.at(-2);
  const first = words.at(-3);
  switch (last?.type) {
    case undefined:
    case "and":
    case "or":
    case "not":
      return { kind: "condition" as const };
    case "(":
      return { kind: before?.type === "path" ? ("argument-path" as const) : ("condition" as const) };
    case "path":
      if (before?.type === "(" && first?.type === "path") return undefined;
      return { kind: "operator" as const, path: last.steps };
    case "operator":
      return before?.type === "path"
        ? { kind: "value" as const, path: before.steps, operator: last.operator, isQuoted: false }
        : undefined;
    case ",":
      return before?.type === "path" && first?.type === "("
        ? { kind: "argument-text" as const, path: before.steps, isQuoted: false }
        : undefined;
    case "text":
    case "number":
    case "true":
    case "false":
    case "null":
    case ")":
      return before?.type === "," ? undefined : { kind: "joint" as const };
    default:
      return undefined;
  }
}
