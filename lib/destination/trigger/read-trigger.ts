/** The words of a trigger: names, values, operators and parentheses, and what people write instead of them. */
import type { Range, TemplateFix } from "@/lib/destination/template/template";
import { formatPath, quoted } from "./format-trigger";
import type { ComparisonOperator, TriggerProblem } from "./trigger";

export type TriggerWord = { range: Range } & (
  | { type: "path"; steps: string[]; text: string }
  | { type: "text"; text: string }
  | { type: "number"; digits: string }
  | { type: "operator"; operator: ComparisonOperator }
  | { type: "and" | "or" | "not" | "true" | "false" | "null" | "(" | ")" | "," | "end" }
  /** Something reported already. */
  | { type: "junk" }
);

const keywords = new Set(["and", "or", "not", "true", "false", "null"] as const);
type Keyword = typeof keywords extends Set<infer Word> ? Word : never;

function isKeyword(word: string): word is Keyword {
  return [...keywords].some((keyword) => keyword === word);
}

/** What other languages write, and what it is here. */
const foreignOperators: readonly [written: string, meant: "and" | "or" | ComparisonOperator, code: string][] = [
  ["===", "=", "double-equals"],
  ["!==", "!=", "foreign-operator"],
  ["==", "=", "double-equals"],
  ["=>", ">=", "foreign-operator"],
  ["=<", "<=", "foreign-operator"],
  ["<>", "!=", "foreign-operator"],
  ["&&", "and", "foreign-operator"],
  ["||", "or", "foreign-operator"],
  ["&", "and", "foreign-operator"],
  ["|", "or", "foreign-operator"],
  ["≠", "!=", "foreign-operator"],
  ["≤", "<=", "foreign-operator"],
  ["≥", ">=", "foreign-operator"],
];
const operators = ["!=", "<=", ">=", "=", "<", ">"] as const;

const quotes = new Map([
  ['"', '"'],
  ["'", "'"],
  ["“", "”"],
  ["”", "”"],
  ["„", "“"],
  ["‘", "’"],
  ["’", "’"],
  ["«", "»"],
]);

const escapes = new Map([
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
  ["n", "\n"],
  ["t", "\t"],
]);

const nameStart = /[\p{L}_$]/u;
const namePiece = /(?:[\p{L}\p{N}_$-]|\\[^\r\n])+/uy;
/** A step as other languages write it: `[0]`, `["Product Name"]`, `[*]`. */
const bracketPiece = /\[\s*(?:(\d+)|"([^"\\\n]+)"|'([^'\\\n]+)'|\*?)\s*\]/y;
const numberPiece = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Reads a trigger's text into words; never throws. What can't be read is reported and becomes `junk`. */
export class TriggerReader {
  readonly problems: TriggerProblem[] = [];
  readonly words: TriggerWord[] = [];
  private at = 0;

  constructor(private readonly source: string) {}

  read(): TriggerWord[] {
    for (;;) {
      while (/\s/u.test(this.source.charAt(this.at))) this.at++;
      if (this.at >= this.source.length) break;
      const start = this.at;
      const word = this.word(start);
      this.words.push(word);
      // Whatever happened, reading goes on.
      if (this.at === start) this.at++;
    }
    const range = { start: this.source.length, end: this.source.length };
    this.words.push({ type: "end", range });
    return this.words;
  }

  private word(start: number): TriggerWord {
    const character = this.source.charAt(start);
    if (quotes.has(character)) return this.text(start, character);
    if (character === "(" || character === ")" || character === ",") return this.taken(start, 1, character);
    const number = this.match(numberPiece, start);
    if (number !== undefined && !nameStart.test(this.source.charAt(start + number.length))) {
      return { type: "number", digits: number, range: this.take(start, number.length) };
    }
    const isEscape = character === "\\" && this.match(namePiece, start) !== undefined;
    if (nameStart.test(character) || isEscape) return this.name(start);
    return this.operator(start);
  }

  private name(start: number): TriggerWord {
    const steps: string[] = [];
    for (;;) {
      const piece = this.match(namePiece, this.at);
      if (piece === undefined) break;
      steps.push(piece.replace(/\\(.)/gu, "$1"));
      this.at += piece.length;
      for (let step = this.bracket(); step !== undefined; step = this.bracket()) steps.push(step);
      const isFollowed = this.source.charAt(this.at) === "." && this.match(namePiece, this.at + 1) !== undefined;
      if (!isFollowed) break;
      this.at++;
    }
    const range = { start, end: this.at };
    const text = this.source.slice(start, this.at);
    const lower = text.toLowerCase();
    return isKeyword(lower) ? { type: lower, range } : { type: "path", steps, text, range };
  }

  /** A step in brackets is understood and reported. */
  private bracket(): string | undefined {
    bracketPiece.lastIndex = this.at;
    const found = bracketPiece.exec(this.source);
    if (!found) return undefined;
    const [written] = found;
    const named = found[1] ?? found[2] ?? found[3];
    const step = named ?? "0";
    const range = this.take(this.at, written.length);
    const text = `.${formatPath([step])}`;
    const message =
      named === undefined
        ? `A trigger asks for one element of a list: .0 is the first. Whether any is a text says contains(name, "text").`
        : `${written} is written ${text} here.`;
    this.report("brackets", message, range, { label: `Write ${text}`, edits: [{ range, text }] });
    return step;
  }

  private text(start: number, open: string): TriggerWord {
    const close = quotes.get(open) ?? open;
    // Curly quotes come in pairs that word processors choose; any of them, and a straight one, may close.
    const isClosing = (character: string) =>
      open === '"' || open === "'" ? character === open : character === close || '“”„‘’»"'.includes(character);
    let text = "";
    let at = start + 1;
    let isClosed = false;
    while (at < this.source.length && !isClosed) {
      const character = this.source.charAt(at);
      if (character === "\\" && at + 1 < this.source.length) {
        const next = this.source.charAt(at + 1);
        // In a pattern `\*` is a star, so the backslash stays where it means nothing here.
        text += escapes.get(next) ?? `\\${next}`;
        at += 2;
      } else if (isClosing(character)) {
        isClosed = true;
        at++;
      } else {
        text += character;
        at++;
      }
    }
    const range = this.take(start, at - start);
    this.reportQuotes(range, open, text, isClosed);
    return { type: "text", text, range };
  }

  private reportQuotes(range: Range, open: string, text: string, isClosed: boolean): void {
    if (!isClosed) {
      const fix = { label: 'Close it with "', edits: [{ range: { start: range.end, end: range.end }, text: '"' }] };
      this.report("unterminated-text", 'This text has no closing ".', range, open === '"' ? fix : undefined);
    }
    if (open === '"' || !isClosed) return;
    const isSingle = open === "'";
    this.report(
      isSingle ? "single-quotes" : "curly-quotes",
      isSingle ? "Texts stand in double quotes." : "Texts stand in straight double quotes; these are curly ones.",
      range,
      { label: "Use straight double quotes", edits: [{ range, text: quoted(text) }] },
    );
  }

  private operator(start: number): TriggerWord {
    for (const [written, meant, code] of foreignOperators) {
      if (!this.source.startsWith(written, start)) continue;
      const range = this.take(start, written.length);
      const isWord = meant === "and" || meant === "or";
      this.report(code, `${written} is written ${meant} here.`, range, {
        label: `Write ${meant}`,
        edits: [{ range, text: isWord ? this.spaced(range, meant) : meant }],
      });
      return isWord ? { type: meant, range } : { type: "operator", operator: meant, range };
    }
    for (const operator of operators) {
      if (this.source.startsWith(operator, start)) {
        return { type: "operator", operator, range: this.take(start, operator.length) };
      }
    }
    if (this.source.charAt(start) === "!") return this.taken(start, 1, "not");
    const character = String.fromCodePoint(this.source.codePointAt(start) ?? 0);
    const range = this.take(start, character.length);
    this.report("unexpected-character", `${character} has no meaning in a trigger.`, range, {
      label: "Remove it",
      edits: [{ range, text: "" }],
    });
    return { type: "junk", range };
  }

  /** A word that takes the place of a sign needs the spaces that the sign could do without. */
  private spaced({ start, end }: Range, word: string): string {
    const before = /\S/.test(this.source.charAt(start - 1)) ? " " : "";
    const after = /\S/.test(this.source.charAt(end)) ? " " : "";
    return before + word + after;
  }

  private taken<Type extends "(" | ")" | "," | "not">(start: number, length: number, type: Type) {
    return { type, range: this.take(start, length) };
  }

  private take(start: number, length: number): Range {
    this.at = start + length;
    return { start, end: this.at };
  }

  private match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.source)?.[0];
  }

  private report(code: string, message: string, range: Range, fix?: TemplateFix): void {
    this.problems.push({ code, severity: "error", message, range, ...(fix ? { fix } : {}) });
  }
}
