/** The JSON of a payload or item template: containers, separators, and everything that can be wrong between them. */
import { readBareKey, readBareValue } from "./parse-bare";
import { readMisquoted, readString } from "./parse-string";
import { readDollar } from "./parse-token";
import { skipTrivia } from "./parse-trivia";
import { edit, endOfText, isCurlyQuote, quickFix, type Reader, unit } from "./reader";
import type { TemplateFix } from "./template";
import { note } from "./tree";

const {
  quote,
  apostrophe,
  comma: commaUnit,
  colon,
  semicolon,
  openBrace,
  openBracket,
  closeBrace,
  closeBracket,
} = unit;

/** Containers inside containers; more is no payload but an attempt on the stack. */
export const depthMax = 64;

/** Reads the whole text and notes its tree down; nothing is noted where there is no value at all. */
export function readJson(reader: Reader): void {
  skipTrivia(reader);
  if (reader.isAtEnd) return;
  const start = reader.position;
  readValue(reader, []);
  const end = reader.notes.length;
  skipTrivia(reader);
  if (!reader.isAtEnd) readRest(reader, start);
  // What stands after the root is no part of the tree.
  reader.notes.length = end;
}

/** `open` holds the closing units of the containers around this place, the innermost last. */
function readValue(reader: Reader, open: number[]): void {
  const code = reader.peek();
  switch (code) {
    case quote:
      readString(reader, "string");
      break;
    case openBrace:
    case openBracket:
      if (open.length >= depthMax) skipTooDeep(reader);
      else readContainer(reader, open, code === openBrace);
      break;
    default:
      if (code === apostrophe || isCurlyQuote(code)) readMisquoted(reader, "string");
      else if (isEndOfItem(code) || code === colon) missingValue(reader, reader.position);
      else readBareValue(reader);
  }
}

/** What stands after the root value. Read for its variables; one message says all there is to say. */
function readRest(reader: Reader, rootStart: number): void {
  const isStray = isCloser(reader.peek());
  if (isStray) reportStray(reader);
  else reportRest(reader, rootStart);
  const wasMuted = reader.isMuted;
  reader.isMuted ||= !isStray;
  while (!reader.isAtEnd) {
    const code = reader.peek();
    if (isCloser(code)) reportStray(reader);
    else if (isEndOfItem(code) || code === colon) reader.position++;
    else readValue(reader, []);
    skipTrivia(reader);
  }
  reader.isMuted = wasMuted;
}

function reportRest(reader: Reader, rootStart: number): void {
  const { source, position: start } = reader;
  const end = source.trimEnd().length;
  const isMember = reader.notes.isOneString && reader.peek() === colon;
  reader.report(
    "text-after-value",
    isMember
      ? "A key with its value stands inside braces: { … }."
      : "A payload is one JSON value; this stands after its end. Remove it, or put both values into one list: [ … ].",
    start,
    source.length,
    isMember
      ? quickFix("Put braces around it", edit(rootStart, rootStart, "{"), edit(end, end, "}"))
      : separatorFix(reader),
  );
}

/** Commas after the value are one too many; anything else may be what was meant. */
function separatorFix({ source, position }: Reader): TemplateFix | undefined {
  const isSeparator = /^[\s,;]{1,100}$/.test(source.slice(position, position + 101));
  return isSeparator ? quickFix("Remove it", edit(position, source.length, "")) : undefined;
}

/**
 * Reads an object or a list up to its closing unit, or to where the text or a container around it ends. Between two
 * items stands one comma, elsewhere none.
 */
function readContainer(reader: Reader, open: number[], isObject: boolean): void {
  const start = reader.position;
  const close = isObject ? closeBrace : closeBracket;
  const firstKey = reader.keys.count;
  let itemEnd = -1;
  let comma = -1;
  let needsComma = false;
  reader.notes.add(isObject ? note.object : note.list, start, start);
  reader.position++;
  open.push(close);
  for (;;) {
    const code = skipTrivia(reader);
    if (code === commaUnit && needsComma) {
      comma = reader.position++;
      needsComma = false;
    } else if (code === close) {
      if (comma >= 0) reportTrailingComma(reader, comma);
      reader.position++;
      break;
    } else if (isBetweenItems(code)) {
      if (code === endOfText || (isCloser(code) && open.includes(code))) {
        reportUnclosed(reader, start, isObject, itemEnd);
        break;
      }
      if (isCloser(code)) reportStray(reader);
      else if (readOddSeparator(reader, code, needsComma, isObject)) comma = reader.position - 1;
      if (!isCloser(code)) needsComma = false;
    } else {
      if (needsComma) reportMissingComma(reader, itemEnd);
      comma = -1;
      if (isObject) readMember(reader, open);
      else readValue(reader, open);
      itemEnd = reader.position;
      needsComma = true;
    }
  }
  open.pop();
  reader.notes.add(note.end, start, reader.position);
  if (isObject) checkKeys(reader, firstKey);
}

/** Reports a comma, semicolon or colon where none may stand; true where it stands for the comma between two items. */
function readOddSeparator(reader: Reader, code: number, needsComma: boolean, isObject: boolean): boolean {
  if (code === colon) {
    const message = 'A colon stands only between a key and its value, and only in braces: {"key": value}.';
    reportColon(reader, message, needsComma && !isObject ? "," : "");
    return false;
  }
  const at = reader.position++;
  if (!needsComma) {
    reader.report(
      "extra-comma",
      "There is a comma too many here.",
      at,
      at + 1,
      quickFix("Remove it", edit(at, at + 1, "")),
    );
    return false;
  }
  const fix = quickFix("Write a comma", edit(at, at + 1, ","));
  reader.report("missing-comma", "Members and elements are separated by commas.", at, at + 1, fix);
  return true;
}

function reportMissingComma(reader: Reader, itemEnd: number): void {
  const fix = quickFix("Insert the comma", edit(itemEnd, itemEnd, ","));
  reader.report("missing-comma", "A comma is missing here.", itemEnd, reader.position, fix);
}

function reportTrailingComma(reader: Reader, comma: number): void {
  const fix = quickFix("Remove the comma", edit(comma, comma + 1, ""));
  reader.report("trailing-comma", "JSON allows no comma after the last item.", comma, comma + 1, fix);
}

function readMember(reader: Reader, open: number[]): void {
  const start = reader.position;
  if (!readKey(reader, open)) {
    skipKeyless(reader, open);
    return;
  }
  const keyEnd = reader.position;
  let code = skipTrivia(reader);
  if (code === colon) {
    reader.position++;
    code = skipTrivia(reader);
    while (code === colon) {
      reportColon(reader, "One colon stands between a key and its value.");
      code = skipTrivia(reader);
    }
  } else code = readMissingColon(reader, start, keyEnd);
  if (isEndOfItem(code)) missingValue(reader, start);
  else readValue(reader, open);
}

function reportColon(reader: Reader, message: string, instead: "" | "," = ""): void {
  const at = reader.position++;
  const fix = quickFix(instead === "" ? "Remove it" : "Write a comma", edit(at, at + 1, instead));
  reader.report("unexpected-colon", message, at, at + 1, fix);
}

/** The value of what could be no key: read for its variables only, since its mistake has been reported. */
function skipKeyless(reader: Reader, open: number[]): void {
  if (skipTrivia(reader) !== colon) return;
  const { isMuted, notes } = reader;
  const { length } = notes;
  reader.isMuted = true;
  reader.position++;
  if (!isEndOfItem(skipTrivia(reader))) readValue(reader, open);
  reader.isMuted = isMuted;
  notes.length = length;
}

/** After a key without a colon; gives the unit its value begins with. */
function readMissingColon(reader: Reader, start: number, keyEnd: number): number {
  const at = reader.position;
  const code = reader.peek();
  if (code === unit.equals) {
    reader.position += reader.peek(1) === unit.greater ? 2 : 1;
    const fix = quickFix("Write a colon", edit(at, reader.position, ":"));
    reader.report("missing-colon", "A colon stands between a key and its value.", at, reader.position, fix);
  } else if (!isEndOfItem(code)) {
    const fix = quickFix("Insert the colon", edit(keyEnd, keyEnd, ":"));
    reader.report("missing-colon", "A colon is missing between this key and its value.", start, keyEnd, fix);
  }
  return skipTrivia(reader);
}

/** Reads the key of a member; false, reported, where a list or an object stands in its place. */
function readKey(reader: Reader, open: number[]): boolean {
  const code = reader.peek();
  if (code === quote) readString(reader, "key");
  else if (code === apostrophe || isCurlyQuote(code)) readMisquoted(reader, "key");
  else if (code !== openBrace && code !== openBracket) readBareKey(reader);
  else {
    const start = reader.position;
    const { length } = reader.notes;
    readValue(reader, open);
    reader.notes.length = length;
    reader.report("missing-key", 'Inside braces every value has a key: "key": value.', start, start + 1);
    return false;
  }
  return true;
}

function missingValue(reader: Reader, start: number): void {
  const { position } = reader;
  reader.report("missing-value", 'A value is missing here. Write one, such as "$name", 1 or null.', start, position);
  reader.notes.add(note.gap, position, position);
}

function isCloser(code: number): boolean {
  return code === closeBrace || code === closeBracket;
}

function isEndOfItem(code: number): boolean {
  return code === commaUnit || code === semicolon || isCloser(code) || code === endOfText;
}

function isBetweenItems(code: number): boolean {
  return isEndOfItem(code) || code === colon;
}

function reportStray(reader: Reader): void {
  const { position } = reader;
  const bracket = reader.source.charAt(position);
  const fix = quickFix(`Remove ${bracket}`, edit(position, position + 1, ""));
  reader.report("unbalanced", `This ${bracket} closes nothing.`, position, position + 1, fix);
  reader.position++;
}

function reportUnclosed(reader: Reader, start: number, isObject: boolean, itemEnd: number): void {
  const closer = isObject ? "}" : "]";
  const at = reader.isAtEnd ? endBeforeComment(reader) : itemEnd < 0 ? reader.position : itemEnd;
  reader.report(
    "unbalanced",
    `This ${isObject ? "{" : "["} is never closed: a ${closer} is missing.`,
    start,
    start + 1,
    quickFix(`Insert ${closer}`, edit(at, at, closer)),
  );
}

/** The end of the text; before a comment that goes on up to there, because what follows it would be part of it. */
function endBeforeComment({ errors, position }: Reader): number {
  return errors.find(({ code, range }) => code === "comment" && range.end === position)?.range.start ?? position;
}

/** Past a container that is too deep, without recursion, but with its variables. */
function skipTooDeep(reader: Reader): void {
  const start = reader.position;
  const { length } = reader.notes;
  let depth = 0;
  do {
    const code = reader.peek();
    if (code === quote) readString(reader, "string");
    else if (code === unit.dollar) readDollar(reader, "value");
    else {
      if (code === openBrace || code === openBracket) depth++;
      else if (isCloser(code)) depth--;
      reader.position++;
    }
  } while (depth > 0 && !reader.isAtEnd);
  reader.notes.length = length;
  reader.notes.add(note.gap, start, reader.position);
  reader.report(
    "too-deep",
    `Lists and objects may be nested ${depthMax} deep at most. Move this one further out.`,
    start,
    start + 1,
  );
}

/** Readers of JSON disagree about which of two equal keys counts, so none may be sent. Forgets the object's keys. */
function checkKeys(reader: Reader, first: number): void {
  if (reader.keys.mayBeEqual(first)) reportDuplicateKeys(reader, first);
  reader.keys.count = first;
}

function reportDuplicateKeys(reader: Reader, first: number): void {
  const { keys, source } = reader;
  const seen = new Set<string>();
  for (let key = first; key < keys.count; key++) {
    const { start, end } = keys.rangeOf(key);
    const written = source.slice(start, end);
    const name = written.includes("\\") ? decoded(written) : written;
    if (seen.has(name)) {
      reader.report(
        "duplicate-key",
        `The key ${written} stands twice in this object, and only one could be read. Rename or remove one.`,
        start,
        end,
      );
    }
    seen.add(name);
  }
}

/** A key without its escapes, in quotes again, so that both spellings of a key compare equal. */
function decoded(written: string): string {
  try {
    return JSON.stringify(JSON.parse(written));
  } catch {
    return written;
  }
}
