/** What is being written at the caret: worked out from the line alone, so that it holds in any half-typed text. */
import type { Range } from "@/lib/destination/template/template";

/** `range` is what a completion replaces; `typed` is what of it stands before the caret. */
export type CaretPlace =
  | { kind: "name"; isBraced: boolean; start: number; range: Range; typed: string; isClosed: boolean }
  | { kind: "property"; variable: string; steps: string[]; range: Range; typed: string; isClosed: boolean }
  | { kind: "filter"; range: Range; typed: string; isClosed: boolean; variable: string; filters: string[] }
  | { kind: "argument"; filter: string; index: number; range: Range; typed: string; quote: "none" | "open" | "closed" };

/** The place in a token that holds the caret, or undefined outside of tokens. Reads one line: no token spans two. */
export function caretPlace(text: string, caret: number): CaretPlace | undefined {
  const line = { start: lineStart(text, caret), end: lineEnd(text, caret) };
  let at = line.start;
  while (at < caret) {
    const dollar = text.indexOf("$", at);
    if (dollar < 0 || dollar >= caret) return undefined;
    const next = text.charAt(dollar + 1);
    if (next === "$" && dollar + 1 < caret) {
      at = dollar + 2;
    } else if (next === "{") {
      if (caret === dollar + 1) return undefined;
      const braced = new BracedToken(text, dollar, line.end, caret).read();
      if (typeof braced !== "number") return braced;
      at = braced;
    } else {
      const end = nameEnd(text, dollar + 1);
      if (caret <= end) return { ...nameAt(text, dollar, end, caret), isBraced: false, start: dollar, isClosed: true };
      at = Math.max(end, dollar + 1);
    }
  }
  return undefined;
}

function nameAt(text: string, start: number, end: number, caret: number) {
  return { kind: "name" as const, range: { start, end }, typed: text.slice(start + 1, caret) };
}

/** Reads one `${…}` up to the caret, as forgiving as people type. */
class BracedToken {
  private at: number;
  private variable = "";
  private readonly filters: string[] = [];

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly lineEnd: number,
    private readonly caret: number,
  ) {
    this.at = start + 2;
  }

  /** The place of the caret, undefined where nothing can be completed, or the offset at which the token ends. */
  read(): CaretPlace | undefined | number {
    this.skipBlanks();
    if (this.at > this.caret) return this.name(this.caret, this.caret);
    const from = this.at;
    this.at = hyphenatedEnd(this.text, from);
    if (this.caret <= this.at) return this.name(from, this.at);
    this.variable = this.text.slice(from, this.at);
    const property = this.readSteps();
    if (property) return property;
    if (this.text.startsWith("[]", this.at)) this.at += 2;
    if (this.char() === "?") this.at++;
    while (this.at < this.caret) {
      this.skipBlanks();
      if (this.at >= this.caret) return undefined;
      if (this.char() === "}") return this.at + 1;
      if (this.char() !== "|") return this.recovered();
      const place = this.readFilter();
      if (place !== "read") return place;
    }
    return undefined;
  }

  private name(start: number, end: number): CaretPlace {
    const typed = this.text.slice(start, this.caret);
    const isClosed = this.isClosedAfter(end);
    return { kind: "name", isBraced: true, start: this.start, range: { start, end }, typed, isClosed };
  }

  private readSteps(): CaretPlace | undefined {
    const steps: string[] = [];
    while (this.char() === ".") {
      const from = this.at + 1;
      this.at = stepEnd(this.text, from);
      if (this.caret >= from && this.caret <= this.at) {
        const range = { start: from, end: this.at };
        const typed = this.text.slice(from, this.caret);
        return {
          kind: "property",
          variable: this.variable,
          steps,
          range,
          typed,
          isClosed: this.isClosedAfter(this.at),
        };
      }
      steps.push(this.text.slice(from, this.at));
    }
    return undefined;
  }

  private readFilter(): CaretPlace | undefined | "read" {
    this.at++;
    this.skipBlanks();
    if (this.at > this.caret) return this.filter(this.caret, this.caret);
    const from = this.at;
    this.at = nameEnd(this.text, from);
    if (this.caret <= this.at) return this.filter(from, this.at);
    const name = this.text.slice(from, this.at);
    this.filters.push(name);
    const end = this.at;
    this.skipBlanks();
    if (this.char() === ":") return this.readArguments(name);
    this.at = end;
    return "read";
  }

  private filter(start: number, end: number): CaretPlace {
    return {
      kind: "filter",
      range: { start, end },
      typed: this.text.slice(start, this.caret),
      isClosed: this.isClosedAfter(end),
      variable: this.variable,
      filters: this.filters,
    };
  }

  private readArguments(filter: string): CaretPlace | undefined | "read" {
    for (let index = 0; this.char() === (index === 0 ? ":" : ","); index++) {
      this.at++;
      this.skipBlanks();
      const start = this.at;
      const quote = this.readArgument();
      if (this.caret <= this.at) return this.argument(filter, index, start, quote);
      const end = this.at;
      this.skipBlanks();
      if (this.char() !== ",") {
        this.at = end;
        return "read";
      }
    }
    return "read";
  }

  private argument(
    filter: string,
    index: number,
    start: number,
    quote: "none" | "open" | "closed",
  ): CaretPlace | undefined {
    const isEmpty = this.at === start;
    // In the blanks before a written argument, and behind its closing quote, there is nothing to complete.
    if (!isEmpty && (this.caret < start || (quote === "closed" && this.caret === this.at))) return undefined;
    const from = Math.min(start, this.caret);
    const typed = this.text.slice(from, this.caret).replace(/^"/, "");
    return { kind: "argument", filter, index, range: { start: from, end: isEmpty ? from : this.at }, typed, quote };
  }

  /** Past one literal. A text without its closing quote ends before the brace that closes the token. */
  private readArgument(): "none" | "open" | "closed" {
    if (this.char() !== '"') {
      while (this.at < this.lineEnd && !' \t,|}"'.includes(this.char())) this.at++;
      return "none";
    }
    const from = this.at + 1;
    for (let at = from; at < this.lineEnd; at++) {
      if (this.text.charAt(at) === "\\") at++;
      else if (this.text.charAt(at) === '"') {
        this.at = at + 1;
        return "closed";
      }
    }
    const brace = this.text.indexOf("}", from);
    this.at = brace < 0 || brace > this.lineEnd ? this.lineEnd : brace;
    return "open";
  }

  /** Where reading goes on after something that cannot stand in a token. */
  private recovered(): number | undefined {
    for (let at = this.at; at < this.caret; at++) {
      const character = this.text.charAt(at);
      if (character === "}") return at + 1;
      if (character === "$" || character === '"' || character === "{") return at;
    }
    return undefined;
  }

  /** Whether the token's brace stands further on: before anything that cannot belong to it. */
  private isClosedAfter(offset: number): boolean {
    let isQuoted = false;
    for (let at = offset; at < this.lineEnd; at++) {
      const character = this.text.charAt(at);
      if (isQuoted) {
        if (character === "\\") at++;
        else if (character === '"') isQuoted = false;
      } else if (character === "}") return true;
      else if (character === "$" || character === "{") return false;
      // A quote inside a token begins an argument, and there is one only after a colon.
      else if (character === '"') {
        if (!/[:,]\s*$/.test(this.text.slice(offset, at))) return false;
        isQuoted = true;
      } else if (character === "," && !this.text.slice(offset, at).includes("|")) return false;
    }
    return false;
  }

  private char(): string {
    return this.at < this.lineEnd ? this.text.charAt(this.at) : "";
  }

  private skipBlanks(): void {
    while (this.char() === " " || this.char() === "\t") this.at++;
  }
}

function lineStart(text: string, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

const runOf = (pattern: RegExp) => (text: string, from: number) => {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
};
const nameEnd = runOf(/(?:[A-Za-z_][A-Za-z0-9_]*)?/y);
/** In braces a hyphen can only be meant as part of the name. */
const hyphenatedEnd = runOf(/(?:[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*)?/y);
const stepEnd = runOf(/[A-Za-z0-9_-]*/y);
