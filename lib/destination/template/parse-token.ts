/** The grammar of one token: `$name`, `${path.to.field}`, `${name? | filter: "a", 1}`, `${items[]}` (SPEC 6 rule 1). */
import { checkToken } from "./check-token";
import { readFilter } from "./parse-filter";
import { ParsedToken } from "./parsed-token";
import { edit, isLineEnd, isNamePart, isNameStart, quickFix, type Reader, unit } from "./reader";
import type { FilterCall, Token, TokenPlace } from "./template";

/**
 * Reads what begins with the dollar at the reader's position. Gives the token, or `"$"` where the dollar is text:
 * `$$`, a dollar followed by anything else, or braces without a name in them (reported).
 */
export function readDollar(reader: Reader, place: TokenPlace): Token | "$" {
  const next = reader.peek(1);
  if (next === unit.openBrace) return readBraced(reader, place);
  if (!isNameStart(next)) {
    reader.position += next === unit.dollar ? 2 : 1;
    return "$";
  }
  const start = reader.position;
  reader.position++;
  const path = reader.readName();
  const end = reader.position;
  return add(reader, new ParsedToken(start, end, start + 1, end, path[0] ?? "", path, place));
}

function add(reader: Reader, token: Token): Token {
  reader.tokens.push(token);
  checkToken(reader, token);
  return token;
}

function readBraced(reader: Reader, place: TokenPlace): Token | "$" {
  const start = reader.position;
  reader.position += 2;
  reader.skipBlanks();
  if (!isNameStart(reader.peek())) {
    reportNameless(reader, place, start);
    return "$";
  }
  const nameStart = reader.position;
  const head = readHyphenatedName(reader);
  const nameEnd = reader.position;
  if (reader.peek() === unit.closeBrace) {
    reader.position++;
    return add(reader, new ParsedToken(start, reader.position, nameStart, nameEnd, head[0] ?? "", head, place));
  }
  const path = reader.peek() === unit.dot ? [...head, ...readSteps(reader)] : head;
  const spread = reader.peek() === unit.openBracket && reader.peek(1) === unit.closeBracket;
  if (spread) reader.position += 2;
  const optional = reader.peek() === unit.question;
  if (optional) reader.position++;
  const filters = readFilters(reader, place);
  readClosingBrace(reader, place, start);
  const end = reader.position;
  const name = head[0] ?? "";
  return add(reader, new ParsedToken(start, end, nameStart, nameEnd, name, path, place, filters, optional, spread));
}

/** Hyphens end a bare `$name`, but in braces `${api-key}` can only be meant as one name. */
function readHyphenatedName(reader: Reader): readonly string[] {
  const start = reader.position;
  const path = reader.readName();
  if (reader.peek() !== unit.hyphen || !isNamePart(reader.peek(1))) return path;
  while (reader.peek() === unit.hyphen && isNamePart(reader.peek(1))) {
    reader.position++;
    reader.readName();
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
  return [name];
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

function readFilters(reader: Reader, place: TokenPlace): FilterCall[] {
  const filters: FilterCall[] = [];
  for (;;) {
    const end = reader.position;
    reader.skipBlanks();
    if (reader.peek() !== unit.pipe) {
      // Blanks belong to the token only if something of it follows.
      if (reader.peek() !== unit.closeBrace) reader.position = end;
      return filters;
    }
    const filter = readFilter(reader, place);
    if (filter) filters.push(filter);
  }
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
    const code = reader.source.charCodeAt(offset);
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
