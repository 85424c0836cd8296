/** JSON strings with tokens in them, also those in the wrong quotes or without an end. */
import { readDollar } from "./parse-token";
import { edit, endOfText, isCurlyQuote, isLineEnd, quickFix, type Reader, unit } from "./reader";
import type { TextEdit } from "./template";
import { note } from "./tree";

const { quote, dollar } = unit;
const { quoted } = note;

/** Reads the string whose opening `"` stands at the reader's position. */
export function readString(reader: Reader, place: "string" | "key"): void {
  const { units, position: start } = reader;
  const tokensBefore = reader.tokens.count;
  let isAsRead = true;
  let at = start + 1;
  for (;;) {
    at = reader.endOfPlain(at);
    const code = units[at] ?? endOfText;
    if (code === quote) break;
    reader.position = at;
    if (code === dollar) readDollar(reader, place);
    else if (code === unit.backslash) readEscape(reader);
    else if (isLineEnd(code)) {
      readUnterminated(reader, start, place, tokensBefore);
      return;
    } else if (code < unit.space) reportControlCharacter(reader, code);
    else reader.position++;
    isAsRead = false;
    at = reader.position;
  }
  reader.position = at + 1;
  reader.notes.add(quoted, start, at + 1);
  if (place === "key" && reader.tokens.count === tokensBefore) {
    reader.keys.add(isAsRead ? hashOf(units, start + 1, at) : 0, start, at + 1);
  }
}

function hashOf(units: Int32Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (units[at] ?? 0)) | 0;
  return hash;
}

/** Reads a string in single or typographic quotes, reported with the straight ones as fix. */
export function readMisquoted(reader: Reader, place: "string" | "key"): void {
  const start = reader.position;
  const tokensBefore = reader.tokens.count;
  const isSingle = reader.peek() === unit.apostrophe;
  const edits: TextEdit[] = [edit(start, start + 1, '"')];
  reader.position++;
  for (;;) {
    const code = reader.peek();
    if (isSingle ? code === unit.apostrophe : isCurlyQuote(code) || code === unit.quote) break;
    // Without an end of its own kind, what was opened holds only up to the line's separator.
    if (isLineEnd(code)) {
      readUnterminated(reader, start, place, tokensBefore, edits);
      return;
    }
    if (code === unit.dollar) readDollar(reader, place);
    else if (code === unit.backslash) {
      const isApostrophe = reader.peek(1) === unit.apostrophe;
      if (isApostrophe) edits.push(edit(reader.position, reader.position + 1, ""));
      reader.position += isLineEnd(reader.peek(1)) ? 1 : 2;
    } else {
      if (code === unit.quote) edits.push(edit(reader.position, reader.position, "\\"));
      reader.position++;
    }
  }
  const end = reader.position;
  reader.position++;
  edits.push(edit(end, end + 1, '"'));
  reportQuotes(reader, start, end + 1, edits);
  noteString(reader, note.quoted, start, end + 1, place, tokensBefore);
}

/** Notes a string down, and a key without tokens among those whose texts are compared. */
export function noteString(
  reader: Reader,
  about: typeof note.quoted | typeof note.open | typeof note.bare,
  start: number,
  end: number,
  place: "string" | "key",
  tokensBefore: number,
): void {
  reader.notes.add(about, start, end);
  if (place === "key" && reader.tokens.count === tokensBefore) reader.keys.add(0, start, end);
}

function reportQuotes(reader: Reader, start: number, end: number, edits: TextEdit[]): void {
  const isSingle = reader.source.charCodeAt(start) === unit.apostrophe;
  reader.report(
    isSingle ? "single-quotes" : "curly-quotes",
    isSingle
      ? "JSON strings stand in double quotes, not single ones."
      : "JSON strings stand in straight double quotes; these are typographic ones, as word processors make them.",
    start,
    end,
    quickFix("Use double quotes", ...edits),
  );
}

function readEscape(reader: Reader): void {
  const start = reader.position;
  const letter = reader.peek(1);
  if (isSimpleEscape(letter)) {
    reader.position += 2;
    return;
  }
  if (letter === 117 && [2, 3, 4, 5].every((ahead) => isHexDigit(reader.peek(ahead)))) {
    reader.position += 6;
    return;
  }
  reader.position++;
  if (letter === unit.dollar) {
    reader.report(
      "bad-escape",
      "A literal dollar is written $$, without a backslash.",
      start,
      start + 2,
      quickFix("Write $$", edit(start, start + 1, "$")),
    );
    // The dollar belongs to the escape that was meant.
    reader.position++;
    return;
  }
  reader.report(
    "bad-escape",
    "JSON has no such escape. For a backslash itself write two.",
    start,
    start + 1,
    quickFix("Write two backslashes", edit(start, start + 1, "\\\\")),
  );
}

function isSimpleEscape(code: number): boolean {
  // " \ / b f n r t
  return [34, 92, 47, 98, 102, 110, 114, 116].includes(code);
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

function reportControlCharacter(reader: Reader, code: number): void {
  const written = code === unit.tab ? "\\t" : `\\u${code.toString(16).padStart(4, "0")}`;
  reader.report(
    "control-character",
    `A ${code === unit.tab ? "tab" : "control character"} inside a string is written ${written}.`,
    reader.position,
    reader.position + 1,
    quickFix(`Write ${written}`, edit(reader.position, reader.position + 1, written)),
  );
  reader.position++;
}

/**
 * A string that its line does not close most likely lost its quote before the separator at the line's end (a value)
 * or before the colon (a key), so that is where it is taken to end.
 */
function readUnterminated(
  reader: Reader,
  start: number,
  place: "string" | "key",
  tokensBefore: number,
  edits: TextEdit[] = [],
): void {
  const lineEnd = reader.position;
  const from = reader.tokens.count > tokensBefore ? reader.tokens.lastEnd : start + 1;
  const colon = place === "key" ? colonIn(reader, start, lineEnd, from) : -1;
  let end = colon >= 0 ? colon : lineEnd;
  while (end > from && (colon < 0 ? ",}] \t" : " \t").includes(reader.source.charAt(end - 1))) end--;
  reader.rewind(end);
  const kept = edits.filter(({ range }) => range.end <= end);
  reader.report(
    "unterminated-string",
    "This string has no closing quote. A string ends on the line it begins on; a line break in it is written \\n.",
    start,
    end,
    quickFix("Insert the quote", ...kept, edit(end, end, '"')),
  );
  noteString(reader, note.open, start, end, place, tokensBefore);
}

/** The colon a key without an end stops at. Not looked for among escapes: every cut is then read again. */
function colonIn(reader: Reader, start: number, lineEnd: number, from: number): number {
  const text = reader.source.slice(start, lineEnd);
  if (text.includes("\\")) return -1;
  const colon = reader.source.indexOf(":", from);
  return colon < 0 || colon >= lineEnd ? -1 : colon;
}
