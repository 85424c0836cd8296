/** What stands in a payload without quotes: tokens, numbers, true, false, null, and words that should be quoted. */
import { noteString } from "./parse-string";
import { readDollar } from "./parse-token";
import { edit, isLineEnd, quickFix, type Reader, unit } from "./reader";
import type { TemplateFix } from "./template";
import { foreignWords, note } from "./tree";

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Reads an unquoted value; the reader must not stand at a delimiter. */
export function readBareValue(reader: Reader): void {
  const start = reader.position;
  const code = reader.peek();
  if (code === unit.dollar) {
    const errorsBefore = reader.errors.length;
    if (readDollar(reader, "value") && isDelimiter(reader)) {
      reader.notes.add(note.token, start, reader.position);
      return;
    }
    reader.rewind(start, errorsBefore);
  } else if (skipLiteral(reader, code)) {
    reader.notes.add(note.literal, start, reader.position);
    return;
  }
  const tokensBefore = reader.tokens.count;
  const errorsBefore = reader.errors.length;
  readRun(reader, false);
  const text = reader.source.slice(start, reader.position);
  if (text === "true" || text === "false" || text === "null" || number.test(text)) {
    reader.notes.add(note.literal, start, reader.position);
    return;
  }
  const foreign = foreignWords.get(text);
  if (foreign !== undefined) {
    const fix = quickFix(`Change to ${foreign}`, edit(start, reader.position, foreign));
    reader.report("unknown-word", `JSON has no ${text}; it is written ${foreign}.`, start, reader.position, fix);
    reader.notes.add(note.literal, start, reader.position);
    return;
  }
  const isNumber = /^[-+]?\.?\d[\w.+-]*$/.test(text);
  if (!isNumber) readFurtherWords(reader);
  const end = reader.position;
  if (isNumber) reportNumber(reader, start, text);
  else if (!isMissingQuote(reader, start)) {
    const hasToken = reader.tokens.count > tokensBefore;
    // Braces without a name have been reported: quotes would not help them.
    if (hasToken || reader.errors.length === errorsBefore) reportUnquoted(reader, start, end, hasToken);
  }
  reader.notes.add(note.bare, start, end);
}

/** Past a literal of the usual form, up to a delimiter. Anything else is left to be looked at closely. */
function skipLiteral(reader: Reader, code: number): boolean {
  const start = reader.position;
  const end = code > unit.nine ? endOfWord(reader, code) : endOfNumber(reader, start);
  if (end === start || !reader.isDelimiter(end)) return false;
  reader.position = end;
  return true;
}

const unitsOfWord = (word: string) => Int32Array.from(word, (letter) => letter.charCodeAt(0));
const words = [unitsOfWord("true"), unitsOfWord("false"), unitsOfWord("null")];

/** The end of true, false or null; the start where none of them stands there. */
function endOfWord({ units, position: start }: Reader, code: number): number {
  for (const word of words) {
    if (word[0] !== code) continue;
    for (let at = 1; at < word.length; at++) if (units[start + at] !== word[at]) return start;
    return start + word.length;
  }
  return start;
}

/** The end of digits with at most a sign and a fraction; the start where they are not well formed. */
function endOfNumber(reader: Reader, start: number): number {
  const { units } = reader;
  const first = units[start] === unit.hyphen ? start + 1 : start;
  let end = reader.endOfDigits(first);
  if (end === first || (end > first + 1 && units[first] === unit.zero)) return start;
  if (units[end] !== unit.dot) return end;
  const fraction = end + 1;
  end = reader.endOfDigits(fraction);
  return end === fraction ? start : end;
}

/** Reads an unquoted key, always reported; the reader must not stand at a delimiter or colon. */
export function readBareKey(reader: Reader): void {
  const start = reader.position;
  const tokensBefore = reader.tokens.count;
  readRun(reader, true);
  const end = reader.position;
  if (!isMissingQuote(reader, start)) {
    reader.report("unquoted-key", "A key stands in double quotes.", start, end, quoteFix(reader, start, end));
  }
  noteString(reader, note.bare, start, end, "key", tokensBefore);
}

/** One run without blanks. A colon ends a key; in a value, as in `https://…`, it does not. */
function readRun(reader: Reader, isKey: boolean): void {
  const start = reader.position;
  while (!isDelimiter(reader) && !(isKey && (reader.peek() === unit.colon || reader.peek() === unit.equals))) {
    if (reader.peek() === unit.dollar) readDollar(reader, "value");
    else reader.position++;
  }
  // Whatever stands here is part of what the person wrote: never stand still.
  if (reader.position === start) reader.position++;
}

/** `hello world`: the words up to the next delimiter that is no blank belong to the same text. */
function readFurtherWords(reader: Reader): void {
  for (;;) {
    const end = reader.position;
    reader.skipBlanks();
    if (reader.position === end || isDelimiter(reader) || isLineEnd(reader.peek())) {
      reader.position = end;
      return;
    }
    readRun(reader, false);
  }
}

function isDelimiter(reader: Reader): boolean {
  const code = reader.peek();
  // A comment, unless the slashes are those of https://
  if (code === unit.slash)
    return reader.peek(1) === unit.asterisk || (reader.peek(1) === unit.slash && reader.peek(-1) !== unit.colon);
  return reader.isDelimiter(reader.position);
}

/** `name": 1`: only the first of two quotes is missing. Takes the second one with it. */
function isMissingQuote(reader: Reader, start: number): boolean {
  if (reader.peek() !== unit.quote) return false;
  const after = /^[ \t]*(?:[:,}\]\r\n]|$)/.test(reader.source.slice(reader.position + 1, reader.position + 40));
  if (!after) return false;
  reader.position++;
  reader.report(
    "missing-quote",
    "The opening quote is missing.",
    start,
    reader.position,
    quickFix("Insert the quote", edit(start, start, '"')),
  );
  return true;
}

function reportUnquoted(reader: Reader, start: number, end: number, hasToken: boolean): void {
  const text = reader.source.slice(start, end);
  reader.report(
    "unquoted-text",
    hasToken
      ? "A variable together with other text stands in double quotes."
      : `Text stands in double quotes: "${text.length > 40 ? `${text.slice(0, 40)}…` : text}".`,
    start,
    end,
    quoteFix(reader, start, end),
  );
}

function reportNumber(reader: Reader, start: number, text: string): void {
  const end = start + text.length;
  const plain = text
    .replace(/^\+/, "")
    .replace(/^(-?)0+(?=\d)/, "$1")
    .replace(/^(-?)\./, "$10.")
    .replace(/\.(?=$|[eE])/, "");
  const fix = number.test(plain)
    ? quickFix(`Change to ${plain}`, edit(start, end, plain))
    : quoteFix(reader, start, end);
  reader.report("bad-number", `JSON has no number of the form ${text}. Put a text in quotes.`, start, end, fix);
}

function quoteFix(reader: Reader, start: number, end: number): TemplateFix {
  const text = reader.source.slice(start, end);
  if (!text.includes("\\")) return quickFix("Quote it", edit(start, start, '"'), edit(end, end, '"'));
  return quickFix("Quote it", edit(start, end, `"${text.replaceAll("\\", "\\\\")}"`));
}
