/** What the parts of the parser share: the text, the place in it, and what was found so far. */
import type { TemplateError, TemplateFix, TemplateLanguage, TextEdit, Token } from "./template";
import { NoteTaker } from "./tree";

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
  zero: 48,
  nine: 57,
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
  /** The nodes of a payload, in source order. */
  readonly notes = new NoteTaker();
  /** Of the objects that are open, the keys to compare: hash (0: not comparable by it), start and end of each. */
  readonly keys: number[] = [];
  /** While true nothing is reported: what follows a first, bigger mistake is noise. */
  isMuted = false;
  private readonly paths: string[][] = [];

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

  /** Whether something that begins at the offset or after it has been reported. */
  hasErrorFrom(offset: number): boolean {
    return this.errors.some(({ range }) => range.start >= offset);
  }

  /** Goes back to an offset and forgets the tokens and errors found from there on, but none of the first errors. */
  rewind(offset: number, errorsKept = 0): void {
    this.position = offset;
    while ((this.tokens.at(-1)?.range.start ?? -1) >= offset) this.tokens.pop();
    while (this.errors.length > errorsKept && (this.errors.at(-1)?.range.start ?? -1) >= offset) this.errors.pop();
  }

  /** Past spaces and tabs on the same line. */
  skipBlanks(): void {
    const { source } = this;
    let at = this.position;
    for (let code = source.charCodeAt(at); code === unit.space || code === unit.tab; code = source.charCodeAt(++at));
    this.position = at;
  }

  /**
   * Reads the longest name at the position and gives it as a path of one step. The same few names stand in a text again
   * and again, so each is made once.
   */
  readName(): string[] {
    const { source, position: start } = this;
    let hash = 0;
    let end = start;
    for (let code = source.charCodeAt(end); isNamePart(code); code = source.charCodeAt(++end)) {
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    this.position = end;
    const slot = hash & 63;
    const known = this.paths[slot];
    const [name] = known ?? [];
    if (known && name?.length === end - start && source.startsWith(name, start)) return known;
    const path = [source.slice(start, end)];
    this.paths[slot] = path;
    return path;
  }
}

export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= unit.zero && code <= unit.nine);
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
