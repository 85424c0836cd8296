/** The JSON of a payload or item template: containers, separators, and everything that can be wrong between them. */
import { readBareKey, readBareValue } from "./parse-bare";
import { readMisquoted, readString } from "./parse-string";
import { readDollar } from "./parse-token";
import { skipTrivia } from "./parse-trivia";
import { edit, emptyRange, isCurlyQuote, quickFix, type Reader, unit } from "./reader";
import type { StringNode, TemplateNode } from "./template";

/** Containers inside containers; more is no payload but an attempt on the stack. */
export const depthMax = 64;

type ObjectMember = Extract<TemplateNode, { type: "object" }>["members"][number];

/** Reads the whole text. Undefined where there is no value at all. */
export function readJson(reader: Reader): TemplateNode | undefined {
  skipTrivia(reader);
  if (reader.isAtEnd) return undefined;
  const root = readValue(reader, []);
  skipTrivia(reader);
  if (!reader.isAtEnd) readRest(reader, root);
  return root;
}

/** `open` holds the closing units of the containers around this place, the innermost last. */
function readValue(reader: Reader, open: number[]): TemplateNode {
  const code = reader.peek();
  switch (code) {
    case unit.quote:
      return readString(reader, "string");
    case unit.openBrace:
    case unit.openBracket:
      return open.length >= depthMax ? skipTooDeep(reader) : readContainer(reader, open);
    default:
      if (code === unit.apostrophe || isCurlyQuote(code)) return readMisquoted(reader, "string");
      return isEndOfItem(reader) || code === unit.colon ? missingValue(reader, reader.position) : readBareValue(reader);
  }
}

/** What stands after the root value. Read for its variables; one message says all there is to say. */
function readRest(reader: Reader, root: TemplateNode): void {
  const start = reader.position;
  const isStray = isCloser(reader.peek());
  const isMember = root.type === "string" && reader.peek() === unit.colon;
  if (isStray) reportStray(reader);
  else {
    reader.report(
      "text-after-value",
      isMember
        ? "A key with its value stands inside braces: { … }."
        : "A payload is one JSON value; this stands after its end.",
      start,
      reader.source.length,
      isMember
        ? quickFix(
            "Put braces around it",
            edit(root.range.start, root.range.start, "{"),
            edit(reader.source.trimEnd().length, reader.source.trimEnd().length, "}"),
          )
        : undefined,
    );
  }
  reader.isMuted = !isStray;
  while (!reader.isAtEnd) {
    if (isCloser(reader.peek())) reportStray(reader);
    else if (isEndOfItem(reader) || reader.peek() === unit.colon) reader.position++;
    else readValue(reader, []);
    skipTrivia(reader);
  }
  reader.isMuted = false;
}

function readContainer(reader: Reader, open: number[]): TemplateNode {
  const start = reader.position;
  const isObject = reader.peek() === unit.openBrace;
  const close = isObject ? unit.closeBrace : unit.closeBracket;
  const members: ObjectMember[] = [];
  const elements: TemplateNode[] = [];
  const separators = new Separators(reader);
  reader.position++;
  open.push(close);
  for (;;) {
    skipTrivia(reader);
    if (reader.peek() === close) {
      separators.reportTrailing();
      reader.position++;
      break;
    }
    if (reader.isAtEnd || (isCloser(reader.peek()) && open.includes(reader.peek()))) {
      reportUnclosed(reader, start, isObject, separators.itemEnd);
      break;
    }
    if (isCloser(reader.peek())) reportStray(reader);
    else if (!separators.read()) {
      separators.beforeItem();
      if (isObject) readMember(reader, open, members);
      else elements.push(readValue(reader, open));
      separators.afterItem();
    }
  }
  open.pop();
  const range = { start, end: reader.position };
  if (isObject) reportDuplicateKeys(reader, members);
  return isObject ? { type: "object", range, members } : { type: "array", range, elements };
}

/** The commas of one container: one between two items, none elsewhere. */
class Separators {
  /** Where the last item ended. */
  itemEnd: number | undefined;
  private needsComma = false;
  private comma: number | undefined;

  constructor(private readonly reader: Reader) {}

  /** Reads a separator, right or wrong; false where an item begins. */
  read(): boolean {
    const { reader } = this;
    const at = reader.position;
    const code = reader.peek();
    if (code === unit.comma || code === unit.semicolon) {
      if (!this.needsComma) {
        const fix = quickFix("Remove it", edit(at, at + 1, ""));
        reader.report("extra-comma", "There is a comma too many here.", at, at + 1, fix);
      } else if (code === unit.semicolon) {
        const fix = quickFix("Write a comma", edit(at, at + 1, ","));
        reader.report("missing-comma", "Members and elements are separated by commas.", at, at + 1, fix);
      }
      if (this.needsComma) this.comma = at;
      this.needsComma = false;
      reader.position++;
      return true;
    }
    if (code !== unit.colon) return false;
    reader.report("unexpected-colon", "A colon stands only between a key and its value.", at, at + 1);
    reader.position++;
    this.needsComma = false;
    return true;
  }

  beforeItem(): void {
    const end = this.itemEnd;
    if (this.needsComma && end !== undefined) {
      const fix = quickFix("Insert the comma", edit(end, end, ","));
      this.reader.report("missing-comma", "A comma is missing here.", end, this.reader.position, fix);
    }
    this.comma = undefined;
  }

  afterItem(): void {
    this.itemEnd = this.reader.position;
    this.needsComma = true;
  }

  reportTrailing(): void {
    if (this.comma === undefined) return;
    const fix = quickFix("Remove the comma", edit(this.comma, this.comma + 1, ""));
    this.reader.report("trailing-comma", "JSON allows no comma after the last item.", this.comma, this.comma + 1, fix);
  }
}

function readMember(reader: Reader, open: number[], members: ObjectMember[]): void {
  const start = reader.position;
  const key = readKey(reader, open);
  if (!key) return;
  const keyEnd = reader.position;
  skipTrivia(reader);
  if (reader.peek() === unit.equals) {
    const end = reader.position + (reader.peek(1) === unit.greater ? 2 : 1);
    const fix = quickFix("Write a colon", edit(reader.position, end, ":"));
    reader.report("missing-colon", "A colon stands between a key and its value.", reader.position, end, fix);
    reader.position = end;
  } else if (reader.peek() === unit.colon) reader.position++;
  else if (!isEndOfItem(reader)) {
    const fix = quickFix("Insert the colon", edit(keyEnd, keyEnd, ":"));
    reader.report("missing-colon", "A colon is missing between this key and its value.", start, keyEnd, fix);
  }
  skipTrivia(reader);
  const value = isEndOfItem(reader) ? missingValue(reader, start) : readValue(reader, open);
  members.push({ key, value, range: { start, end: value.range.end } });
}

/** The key of a member; undefined, reported, where a list or an object stands in its place. */
function readKey(reader: Reader, open: number[]): StringNode | undefined {
  const code = reader.peek();
  if (code === unit.quote) return readString(reader, "key");
  if (code === unit.apostrophe || isCurlyQuote(code)) return readMisquoted(reader, "key");
  if (code !== unit.openBrace && code !== unit.openBracket) return readBareKey(reader);
  const start = reader.position;
  readValue(reader, open);
  reader.report("missing-key", 'Inside braces every value has a key: "key": value.', start, start + 1);
  return undefined;
}

function missingValue(reader: Reader, start: number): TemplateNode {
  reader.report("missing-value", "A value is missing here.", start, reader.position);
  return { type: "literal", range: emptyRange(reader.position), text: "" };
}

function isCloser(code: number): boolean {
  return code === unit.closeBrace || code === unit.closeBracket;
}

function isEndOfItem(reader: Reader): boolean {
  const code = reader.peek();
  return reader.isAtEnd || code === unit.comma || code === unit.semicolon || isCloser(code);
}

function reportStray(reader: Reader): void {
  const { position } = reader;
  const bracket = reader.source.charAt(position);
  const fix = quickFix(`Remove ${bracket}`, edit(position, position + 1, ""));
  reader.report("unbalanced", `This ${bracket} closes nothing.`, position, position + 1, fix);
  reader.position++;
}

function reportUnclosed(reader: Reader, start: number, isObject: boolean, itemEnd: number | undefined): void {
  const closer = isObject ? "}" : "]";
  const at = reader.isAtEnd ? reader.position : (itemEnd ?? reader.position);
  reader.report(
    "unbalanced",
    `This ${isObject ? "{" : "["} is never closed: a ${closer} is missing.`,
    start,
    start + 1,
    quickFix(`Insert ${closer}`, edit(at, at, closer)),
  );
}

/** Past a container that is too deep, without recursion, but with its variables. */
function skipTooDeep(reader: Reader): TemplateNode {
  const start = reader.position;
  let depth = 0;
  do {
    const code = reader.peek();
    if (code === unit.quote) readString(reader, "string");
    else if (code === unit.dollar) readDollar(reader, "value");
    else {
      if (code === unit.openBrace || code === unit.openBracket) depth++;
      else if (isCloser(code)) depth--;
      reader.position++;
    }
  } while (depth > 0 && !reader.isAtEnd);
  reader.report("too-deep", `Lists and objects may be nested ${depthMax} deep at most.`, start, start + 1);
  return { type: "literal", range: { start, end: reader.position }, text: "" };
}

/** Readers of JSON disagree about which of two equal keys counts, so none may be sent. */
function reportDuplicateKeys(reader: Reader, members: ObjectMember[]): void {
  if (members.length < 2) return;
  const seen = new Set<string>();
  for (const { key } of members) {
    if (key.parts.some((part) => part.type === "token")) continue;
    const written = reader.source.slice(key.range.start, key.range.end);
    const name = written.includes("\\") ? decoded(written) : written;
    if (seen.has(name)) {
      reader.report("duplicate-key", `The key ${written} stands twice in this object.`, key.range.start, key.range.end);
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
