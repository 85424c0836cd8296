/** What the parts of the parser share: the text, the place in it, and what was found so far. */
import type { Range, TemplateError, TemplateFix, TemplateLanguage, TemplatePart, TextEdit, Token } from "./template";

/** More errors than this tell nobody more; the parser reads on, but writes no more down. */
const errorsMax = 100;

/** UTF-16 units that mean something in a template. */
export const unit = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  quote: 34,
  hash: 35,
  dollar: 36,
  apostrophe: 39,
  asterisk: 42,
  comma: 44,
  hyphen: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  semicolon: 59,
  equals: 61,
  greater: 62,
  question: 63,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  pipe: 124,
  closeBrace: 125,
} as const;

export class Reader {
  position = 0;
  readonly tokens: Token[] = [];
  readonly errors: TemplateError[] = [];
  /** While true nothing is reported: what follows a first, bigger mistake is noise. */
  isMuted = false;

  constructor(
    readonly source: string,
    readonly language: TemplateLanguage,
  ) {}

  /** The unit so far ahead; NaN past the end, which equals nothing. */
  peek(ahead = 0): number {
    return this.source.charCodeAt(this.position + ahead);
  }

  get isAtEnd(): boolean {
    return this.position >= this.source.length;
  }

  report(code: string, message: string, start: number, end: number, fix?: TemplateFix): void {
    if (this.isMuted || this.errors.length >= errorsMax) return;
    this.errors.push({ code, message, range: { start, end }, ...(fix && { fix }) });
  }

  /** Goes back to an offset and forgets the tokens and errors found from there on, but none of the first errors. */
  rewind(offset: number, errorsKept = 0): void {
    this.position = offset;
    while ((this.tokens.at(-1)?.range.start ?? -1) >= offset) this.tokens.pop();
    while (this.errors.length > errorsKept && (this.errors.at(-1)?.range.start ?? -1) >= offset) this.errors.pop();
  }

  /** Past spaces and tabs on the same line. */
  skipBlanks(): void {
    while (this.peek() === unit.space || this.peek() === unit.tab) this.position++;
  }
}

/** Collects the literal text and the tokens of a string or of a whole text. */
export class PartList {
  readonly parts: TemplatePart[] = [];
  private pending = "";
  private pendingStart: number;
  private copiedTo: number;

  constructor(
    private readonly source: string,
    start: number,
  ) {
    this.pendingStart = start;
    this.copiedTo = start;
  }

  /** `$$` at an offset: one dollar of text. */
  addDollar(offset: number, end: number): void {
    this.pending += `${this.source.slice(this.copiedTo, offset)}$`;
    this.copiedTo = end;
  }

  addToken(token: Token): void {
    this.flush(token.range.start);
    this.parts.push({ type: "token", token });
    this.pendingStart = token.range.end;
    this.copiedTo = token.range.end;
  }

  /** Everything up to `end` that is no token becomes a text part. */
  flush(end: number): TemplatePart[] {
    if (end > this.pendingStart) {
      const text = this.pending + this.source.slice(this.copiedTo, end);
      this.parts.push({ type: "text", text, range: { start: this.pendingStart, end } });
    }
    this.pending = "";
    this.pendingStart = end;
    this.copiedTo = end;
    return this.parts;
  }
}

export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 57);
}

export function isLineEnd(code: number): boolean {
  return code === unit.lineFeed || code === unit.carriageReturn || Number.isNaN(code);
}

/** Typographic and primed quotes that word processors put in place of `"`. */
export function isCurlyQuote(code: number): boolean {
  return (code >= 0x2018 && code <= 0x201f) || code === 0xab || code === 0xbb;
}

export function quickFix(label: string, ...edits: TextEdit[]): TemplateFix {
  return { label, edits };
}

export function edit(start: number, end: number, text: string): TextEdit {
  return { range: { start, end }, text };
}

export function emptyRange(offset: number): Range {
  return { start: offset, end: offset };
}
