/** A way through the words of a trigger that remembers what was wrong on it. */
import type { Range, TemplateFix } from "@/lib/destination/template/template";
import type { TriggerWord } from "./read-trigger";
import type { TriggerProblem, TriggerValue } from "./trigger";

export type PathWord = Extract<TriggerWord, { type: "path" }>;

export class TriggerCursor {
  #at = 0;

  constructor(
    readonly source: string,
    private readonly words: readonly TriggerWord[],
    readonly problems: TriggerProblem[],
    /** What may stand at the beginning of a path besides the members of an event. */
    readonly furtherMembers: readonly string[] = [],
  ) {}

  /** The word at hand; behind the last it is the end, again and again. */
  get word(): TriggerWord {
    return this.ahead(0);
  }

  /** A word further on, or before with a negative count. */
  ahead(count: number): TriggerWord {
    const end = { type: "end" as const, range: { start: this.source.length, end: this.source.length } };
    return this.words[Math.min(this.#at + count, this.words.length - 1)] ?? end;
  }

  next(count = 1): void {
    this.#at += count;
  }

  skipToEnd(): void {
    this.#at = this.words.length - 1;
  }

  get isAtStart(): boolean {
    return this.#at === 0;
  }

  /** Whether the word at hand is a value. */
  get isValue(): boolean {
    return literalOf(this.word) !== undefined;
  }

  endOfLast(): number {
    return this.words[this.#at - 1]?.range.end ?? 0;
  }

  /** A range that can be seen: the end of the text is shown on its last character. */
  place(range: Range): Range {
    return range.end > range.start ? range : { start: Math.max(0, range.start - 1), end: range.end };
  }

  written({ start, end }: Range): string {
    return this.source.slice(start, end) || "the end";
  }

  /** Without a label there is no fix. */
  error(code: string, message: string, range: Range, label?: string, edits: TemplateFix["edits"] = []): void {
    this.report("error", code, message, range, label, edits);
  }

  warn(code: string, message: string, range: Range, label?: string, edits: TemplateFix["edits"] = []): void {
    this.report("warning", code, message, range, label, edits);
  }

  private report(
    severity: TriggerProblem["severity"],
    code: string,
    message: string,
    range: Range,
    label: string | undefined,
    edits: TemplateFix["edits"],
  ): void {
    this.problems.push({ code, severity, message, range, ...(label === undefined ? {} : { fix: { label, edits } }) });
  }
}

/** The value that a word is; undefined where it is none. */
export function literalOf(word: TriggerWord): TriggerValue | undefined {
  switch (word.type) {
    case "text":
      return { type: "text", text: word.text };
    case "number":
      return { type: "number", digits: word.digits };
    case "true":
    case "false":
      return { type: "boolean", value: word.type === "true" };
    case "null":
      return { type: "null" };
    default:
      return undefined;
  }
}
