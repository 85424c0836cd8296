/** The grammar of one token: `$name`, `${path.to.field}`, `${name? | filter: "a", 1}`, `${items[]}` (SPEC 6 rule 1). */
import { checkFilters, checkToken } from "./check-token";
import { readFilter } from "./parse-filter";
import type { WrittenFilter } from "./parsed-token";
import { edit, endOfText, isLineEnd, isNamePart, isNameStart, quickFix, type Reader, unit } from "./reader";
import type { TokenPlace } from "./template";

/**
 * Reads what begins with the dollar at the reader's position. Gives whether it is a token: a dollar is text in `$$`,
 * before anything that begins no name, and before braces without a name in them (reported).
 */
export function readDollar(reader: Reader, place: TokenPlace): boolean {
  const next = reader.peek(1);
  if (next === unit.openBrace) return readBraced(reader, place);
  if (!isNameStart(next)) {
    reader.position += next === unit.dollar ? 2 : 1;
    return false;
  }
  const start = reader.position;
  reader.position++;
  addName(reader, start, start + 1, reader.readName(), place);
  return true;
}

/** Adds a token that is a name and nothing else; it ends at the reader's position. */
function addName(reader: Reader, start: number, nameStart: number, path: number, place: TokenPlace): void {
  const { tokens } = reader;
  tokens.add(start, reader.position, nameStart, path, place);
  if (tokens.nameOf(path) === "items") checkToken(reader, tokens.last());
}

function readBraced(reader: Reader, place: TokenPlace): boolean {
  const start = reader.position;
  reader.position += 2;
  reader.skipBlanks();
  if (!isNameStart(reader.peek())) {
    reportNameless(reader, place, start);
    return false;
  }
  const nameStart = reader.position;
  const name = readHyphenatedName(reader);
  if (reader.peek() === unit.closeBrace) {
    reader.position++;
    addName(reader, start, nameStart, name, place);
    return true;
  }
  const { tokens } = reader;
  const path = reader.peek() === unit.dot ? tokens.pathNumber([tokens.nameOf(name), ...readSteps(reader)]) : name;
  const isSpread = reader.peek() === unit.openBracket && reader.peek(1) === unit.closeBracket;
  if (isSpread) reader.position += 2;
  const isOptional = reader.peek() === unit.question;
  if (isOptional) reader.position++;
  const filtersStart = reader.position;
  const errorsBefore = reader.errors.length;
  const { chain, isKnown, brace } = readFilters(reader, place);
  readClosingBrace(reader, place, start);
  tokens.addDetailed(start, reader.position, nameStart, path, place, { filtersStart, chain, isOptional, isSpread });
  if (!isKnown && chain > 0) {
    checkFilters(reader, tokens.last());
    // Without mistakes, and up to the first brace: wherever the same is written again it means the same.
    const isRight = reader.isReporting && reader.errors.length === errorsBefore;
    if (isRight && reader.position === brace + 1) tokens.keepChain(chain, filtersStart, brace);
  }
  if (isOptional || isSpread || tokens.nameOf(path) === "items") checkToken(reader, tokens.last());
  return true;
}

/** Hyphens end a bare `$name`, but in braces `${api-key}` can only be meant as one name. Gives the path's number. */
function readHyphenatedName(reader: Reader): number {
  const start = reader.position;
  const path = reader.readName();
  if (reader.peek() !== unit.hyphen || !isNamePart(reader.peek(1))) return path;
  while (reader.peek() === unit.hyphen && isNamePart(reader.peek(1))) {
    reader.position++;
    reader.skipName();
  }
  const written = reader.source.slice(start, reader.position);
  const name = written.replaceAll("-", "_");
  reader.report(
    "hyphen-in-name",
    `Variable names hold no hyphens: write ${name} in place of ${written}, here and where it is declared.`,
    start,
    reader.position,
    quickFix(`Write ${name}`, edit(start, reader.position, name)),
  );
  return reader.tokens.pathNumber([name]);
}

/** The steps after the first: names of properties, which may begin with a digit and hold hyphens. */
function readSteps(reader: Reader): string[] {
  const steps: string[] = [];
  while (reader.peek() === unit.dot) {
    const dot = reader.position;
    reader.position++;
    while (isNamePart(reader.peek()) || reader.peek() === unit.hyphen) reader.position++;
    const step = reader.source.slice(dot + 1, reader.position);
    if (step !== "") steps.push(step);
    else {
      const fix = quickFix("Remove the dot", edit(dot, dot + 1, ""));
      reader.report("missing-step", "A dot in a path is followed by the name of a field.", dot, dot + 1, fix);
    }
  }
  return steps;
}

/** The number of a token's filters, whether they are known to be right, and whether they can be known from then on. */
interface ReadFilters {
  chain: number;
  isKnown: boolean;
  /** Where the first closing brace is, if it is near. */
  brace: number;
}

const noFilters: ReadFilters = { chain: 0, isKnown: true, brace: -1 };

function readFilters(reader: Reader, place: TokenPlace): ReadFilters {
  const { tokens, position: start } = reader;
  if (reader.peek() === unit.closeBrace) return noFilters;
  const brace = braceNear(reader.units, start);
  const known = brace < 0 ? 0 : tokens.chainNumber(start, brace);
  if (known > 0) {
    reader.position = brace;
    return { chain: known, isKnown: true, brace };
  }
  const filters: WrittenFilter[] = [];
  for (;;) {
    const end = reader.position;
    reader.skipBlanks();
    if (reader.peek() !== unit.pipe) {
      // Blanks belong to the token only if something of it follows.
      if (reader.peek() !== unit.closeBrace) reader.position = end;
      return { chain: tokens.addChain(filters), isKnown: false, brace };
    }
    const filter = readFilter(reader, place, start);
    if (filter) filters.push(filter);
  }
}

/** Filters longer than this are read each time. */
const knownCharsMax = 120;

/** The next closing brace, or -1 where it isn't near. */
function braceNear(units: Int32Array, start: number): number {
  const end = start + knownCharsMax;
  for (let at = start; at < end; at++) {
    const code = units[at];
    if (code === unit.closeBrace) return at;
    if (code === endOfText) return -1;
  }
  return -1;
}

/** Past the closing brace, or past what stands before it, or no further than the last thing understood. */
function readClosingBrace(reader: Reader, place: TokenPlace, start: number): void {
  if (reader.peek() === unit.closeBrace) {
    reader.position++;
    return;
  }
  const end = findClosingBrace(reader, place);
  if (end === undefined) {
    reader.report(
      "unterminated-token",
      "This variable is not closed: it needs a } at its end.",
      start,
      reader.position,
      quickFix("Insert }", edit(reader.position, reader.position, "}")),
    );
    return;
  }
  const from = reader.position;
  const unexpected = reader.source.slice(from, end).trim();
  reader.report(
    "unexpected-in-token",
    `“${unexpected}” cannot stand here. After the name come filters, each after a |, such as \${name | lower}.`,
    from,
    end,
    quickFix("Remove it", edit(from, end, "")),
  );
  reader.position = end + 1;
}

/** The brace that most likely closes the token: on the same line, before anything that cannot belong to it. */
function findClosingBrace(reader: Reader, place: TokenPlace): number | undefined {
  for (let offset = reader.position; ; offset++) {
    const code = reader.units[offset] ?? endOfText;
    if (code === unit.closeBrace) return offset;
    if (isLineEnd(code) || code === unit.dollar || code === unit.openBrace) return undefined;
    if (place === "text" ? code === unit.slash : code === unit.quote) return undefined;
    if (place === "value" && code === unit.comma) return undefined;
  }
}

function reportNameless(reader: Reader, place: TokenPlace, start: number): void {
  const end = findClosingBrace(reader, place);
  reader.position = end === undefined ? start + 2 : end + 1;
  const isEmpty = end !== undefined && reader.source.slice(start + 2, end).trim() === "";
  reader.report(
    "missing-name",
    isEmpty
      ? "Write the name of a variable between the braces, such as ${email}."
      : "A variable name begins with a letter or an underscore, such as ${email}.",
    start,
    reader.position,
    place === "value" ? undefined : quickFix("Write a literal dollar", edit(start, start + 1, "$$")),
  );
}
