/** What the parts of the parser share: the text, the place in it, and what was found so far. */
import { KeyStack } from "./key-stack";
import type { TemplateError, TemplateFix, TemplateLanguage, TextEdit } from "./template";
import { TokenTaker } from "./token-notes";
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

/** What is read past the last unit of a text: no unit is equal to it. */
export const endOfText = -1;

// What a file reads again and again is its own constant: what is imported is looked up each time.
const { space, tab, lineFeed, carriageReturn, zero, nine } = unit;

/** Bits that tell units apart: a look into a table costs less than comparisons whose outcome nobody can guess. */
const inString = 1;
const inName = 2;
const delimiter = 4;

/** By UTF-16 unit; the last place is also that of `endOfText` and knows nothing of either. */
const classes = new Uint8Array(65_536).fill(inString, unit.space, 65_535);
for (const code of [unit.quote, unit.dollar, unit.backslash]) classes[code] = 0;
for (let code = 0; code < 128; code++) {
  if (/\w/.test(String.fromCharCode(code))) classes[code] = (classes[code] ?? 0) | inName;
  if (/[,}\]\s;"{[]/.test(String.fromCharCode(code))) classes[code] = (classes[code] ?? 0) | delimiter;
}

export class Reader {
  position = 0;
  /** The text, and `endOfText` after it: quicker to read than the string, which is asked about each unit anew. */
  readonly units: Int32Array;
  readonly tokens: TokenTaker;
  readonly errors: TemplateError[] = [];
  /** The nodes of a payload, in source order. */
  readonly notes = new NoteTaker();
  /** Of the objects that are open, the keys to compare. */
  readonly keys = new KeyStack();
  /** While true nothing is reported: what follows a first, bigger mistake is noise. */
  isMuted = false;

  constructor(
    readonly source: string,
    readonly language: TemplateLanguage,
  ) {
    this.units = unitsOf(source);
    this.tokens = new TokenTaker(source, this.units);
  }

  /** The unit so far ahead, or `endOfText`. Nothing is to be looked for behind the end. */
  peek(ahead = 0): number {
    return this.units[this.position + ahead] ?? endOfText;
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
    this.tokens.dropFrom(offset);
    while (this.errors.length > errorsKept && (this.errors.at(-1)?.range.start ?? -1) >= offset) this.errors.pop();
  }

  /** Past spaces and tabs on the same line. */
  skipBlanks(): void {
    const { units } = this;
    let at = this.position;
    for (let code = units[at]; code === space || code === tab; code = units[++at]);
    this.position = at;
  }

  /** Past JSON's white space; gives the unit that follows. */
  skipSpace(): number {
    const { units } = this;
    let at = this.position;
    let code = units[at] ?? endOfText;
    while (code === space || code === lineFeed || code === carriageReturn || code === tab) {
      code = units[++at] ?? endOfText;
    }
    this.position = at;
    return code;
  }

  /** Where what stands for itself in a JSON string ends. */
  endOfPlain(start: number): number {
    const { units } = this;
    let at = start;
    while (((classes[(units[at] ?? endOfText) & 0xffff] ?? 0) & inString) !== 0) at++;
    return at;
  }

  endOfDigits(start: number): number {
    const { units } = this;
    let at = start;
    for (let code = units[at] ?? endOfText; code >= zero && code <= nine; code = units[++at] ?? endOfText);
    return at;
  }

  /** Whether a unit ends an unquoted value wherever it stands. */
  isDelimiter(at: number): boolean {
    const code = this.units[at] ?? endOfText;
    return code === endOfText || ((classes[code & 0xffff] ?? 0) & delimiter) !== 0;
  }

  /** Past the longest name at the position. */
  skipName(): void {
    const { units } = this;
    let end = this.position;
    while (((classes[(units[end] ?? endOfText) & 0xffff] ?? 0) & inName) !== 0) end++;
    this.position = end;
  }

  /** Whether a further mistake would be written down. */
  get isReporting(): boolean {
    return !this.isMuted && this.errors.length < errorsMax;
  }

  /** Reads the longest name at the position and gives the number of the path that it is. */
  readName(): number {
    const start = this.position;
    this.skipName();
    return this.tokens.nameNumber(start, this.position);
  }
}

/** Memory that one parse after the other reads its text from; longer texts, which are refused anyway, have their own. */
let kept = new Int32Array(1_024);

/** So much of a text is looked at before all of it is asked for: most texts that aren't ASCII show it early. */
const probe = 4_096;

/** Up to this length it takes longer to ask for the bytes of a text than to read its units one by one. */
const shortText = 64;

const encoder = new TextEncoder();

function unitsOf(source: string): Int32Array {
  const { length } = source;
  if (length >= kept.length) kept = new Int32Array(Math.ceil(length * 1.25) + 1);
  const units = kept;
  if (length <= shortText || !putBytes(source, units)) {
    for (let at = 0; at < length; at++) units[at] = source.charCodeAt(at);
  }
  units[length] = endOfText;
  return units;
}

let bytes = new Uint8Array(1_024);

/** Puts a text whose units are one byte each; false where some are more. */
function putBytes(source: string, units: Int32Array): boolean {
  if (source.length > bytes.length) bytes = new Uint8Array(Math.ceil(source.length * 1.25));
  if (source.length > probe && !isAscii(source, bytes.subarray(0, probe))) return false;
  const { read, written } = encoder.encodeInto(source, bytes);
  if (read < source.length || written !== read) return false;
  units.set(written === bytes.length ? bytes : bytes.subarray(0, written));
  return true;
}

function isAscii(source: string, room: Uint8Array): boolean {
  const { read, written } = encoder.encodeInto(source, room);
  return read === written && read === room.length;
}

export function isNameStart(code: number): boolean {
  return isNamePart(code) && (code < zero || code > nine);
}

export function isNamePart(code: number): boolean {
  return ((classes[code & 0xffff] ?? 0) & inName) !== 0;
}

export function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn || code === endOfText;
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
