/** The grammar of one filter call inside a token: `| replace: "a", "b"`. Arguments are literals. */
import type { FilterArgument } from "./filters";
import type { WrittenFilter } from "./parsed-token";
import {
  edit,
  endOfText,
  isCurlyQuote,
  isLineEnd,
  isNamePart,
  isNameStart,
  quickFix,
  type Reader,
  unit,
} from "./reader";
import type { TokenPlace } from "./template";

/**
 * Reads the filter whose `|` stands at the reader's position; undefined where no name follows (reported). Its offsets
 * are from `from` on, where the filters of its token begin.
 */
export function readFilter(reader: Reader, place: TokenPlace, from: number): WrittenFilter | undefined {
  const start = reader.position;
  reader.position++;
  reader.skipBlanks();
  const nameStart = reader.position;
  reader.skipName();
  if (reader.position === nameStart) {
    reader.report(
      "missing-filter",
      "After | comes the name of a filter, such as lower.",
      start,
      start + 1,
      quickFix("Remove the |", edit(start, reader.position, "")),
    );
    return undefined;
  }
  const name = reader.source.slice(nameStart, reader.position);
  const args = readArguments(reader, place);
  return { start: start - from, end: reader.position - from, nameStart: nameStart - from, name, arguments: args };
}

const noArguments: readonly FilterArgument[] = [];

function readArguments(reader: Reader, place: TokenPlace): readonly FilterArgument[] {
  const nameEnd = reader.position;
  reader.skipBlanks();
  if (reader.peek() !== unit.colon) {
    reader.position = nameEnd;
    return noArguments;
  }
  const args: FilterArgument[] = [];
  for (;;) {
    // At a colon or a comma: what separates one argument from what stands before it.
    const separator = reader.position;
    reader.position++;
    reader.skipBlanks();
    const argument = readArgument(reader, place);
    if (argument === undefined) {
      reader.position = separator + 1;
      reader.report(
        "missing-argument",
        "An argument is missing here, such as a text in quotes.",
        separator,
        separator + 1,
      );
      return args;
    }
    args.push(argument);
    const end = reader.position;
    reader.skipBlanks();
    if (reader.peek() === unit.comma) continue;
    if (!isMissingComma(reader, end)) {
      reader.position = end;
      return args;
    }
  }
}

/** `"a" "b"`: two texts side by side are two arguments, reported; the reader then stands where the comma should. */
function isMissingComma(reader: Reader, end: number): boolean {
  const { source, position: start } = reader;
  if (reader.peek() !== unit.quote || start === end) return false;
  if (!/^"[^"\n]*"[ \t]*[,|}]/.test(source.slice(start, start + 200))) return false;
  const fix = quickFix("Insert the comma", edit(end, end, ","));
  reader.report("missing-comma", "Between two arguments stands a comma.", end, start, fix);
  reader.position = end;
  return true;
}

function readArgument(reader: Reader, place: TokenPlace): FilterArgument | undefined {
  const code = reader.peek();
  if (code === unit.quote) return readQuoted(reader);
  if (code === unit.backslash && reader.peek(1) === unit.quote) return readEscapedQuotes(reader, place);
  if (code === unit.apostrophe || isCurlyQuote(code)) return readWrongQuotes(reader);
  if (code === unit.hyphen || (code >= 48 && code <= 57)) return readNumber(reader);
  return isNameStart(code) ? readWord(reader) : undefined;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** A text in double quotes with JSON's escapes. One that does not end on its line ends before the next `}` on it. */
function readQuoted(reader: Reader): string {
  const start = reader.position;
  let value = "";
  reader.position++;
  for (;;) {
    const from = reader.position;
    let code = reader.peek();
    while (code !== unit.quote && code !== unit.backslash && !isLineEnd(code)) {
      reader.position++;
      code = reader.peek();
    }
    value += reader.source.slice(from, reader.position);
    if (isLineEnd(code)) return closeUnterminated(reader, start);
    if (code === unit.quote) {
      reader.position++;
      return value;
    }
    value += readEscape(reader);
  }
}

function readEscape(reader: Reader): string {
  const start = reader.position;
  const letter = reader.source.charAt(start + 1);
  const simple = simpleEscapes.get(letter);
  if (simple !== undefined) {
    reader.position += 2;
    return simple;
  }
  const hex = reader.source.slice(start + 2, start + 6);
  if (letter === "u" && /^[0-9A-Fa-f]{4}$/.test(hex)) {
    reader.position += 6;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }
  reader.position++;
  reader.report(
    "bad-escape",
    'A backslash begins an escape such as \\n or \\". For a backslash itself write two.',
    start,
    start + 1,
    quickFix("Write two backslashes", edit(start, start + 1, "\\\\")),
  );
  return "\\";
}

function closeUnterminated(reader: Reader, start: number): string {
  const rest = reader.source.slice(start + 1, reader.position);
  const brace = rest.indexOf("}");
  const end = brace < 0 ? reader.position : start + 1 + brace;
  reader.position = end;
  reader.report(
    "unterminated-argument",
    "This text has no closing quote.",
    start,
    end,
    quickFix("Insert the quote", edit(end, end, '"')),
  );
  return reader.source.slice(start + 1, end);
}

/** `\"a\"`: escaped as if the token were part of the string around it, which it is not. */
function readEscapedQuotes(reader: Reader, place: TokenPlace): string | undefined {
  const start = reader.position;
  const close = reader.source.indexOf('\\"', start + 2);
  const text = close < 0 ? undefined : reader.source.slice(start + 2, close);
  if (text === undefined || /[\r\n"]/.test(text)) return undefined;
  reader.position = close + 2;
  reader.report(
    "escaped-quote",
    `Inside \${…} quotes are written without a backslash${place === "text" ? "" : ", also within a JSON string"}.`,
    start,
    close + 2,
    quickFix("Remove the backslashes", edit(start, start + 1, ""), edit(close, close + 1, "")),
  );
  return text;
}

function readWrongQuotes(reader: Reader): string | undefined {
  const start = reader.position;
  const isSingle = reader.peek() === unit.apostrophe;
  let end = start + 1;
  for (;;) {
    const code = reader.units[end] ?? endOfText;
    if (isLineEnd(code) || code === unit.quote) return undefined;
    if (isSingle ? code === unit.apostrophe : isCurlyQuote(code)) break;
    end++;
  }
  reader.position = end + 1;
  reader.report(
    isSingle ? "single-quotes" : "curly-quotes",
    'Texts stand in straight double quotes: "…".',
    start,
    end + 1,
    quickFix("Use double quotes", edit(start, start + 1, '"'), edit(end, end + 1, '"')),
  );
  return reader.source.slice(start + 1, end);
}

function readNumber(reader: Reader): number | undefined {
  const start = reader.position;
  while (isNamePart(reader.peek()) || ".+-".includes(reader.source.charAt(reader.position) || " ")) reader.position++;
  const written = reader.source.slice(start, reader.position);
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(written) || !Number.isFinite(Number(written))) {
    reader.report(
      "bad-number",
      `“${written}” is no number. Put a text in quotes.`,
      start,
      reader.position,
      quoteFix(start, written),
    );
    return 0;
  }
  if (Number.isInteger(Number(written)) && !Number.isSafeInteger(Number(written))) {
    reader.report(
      "long-number",
      "This number is too long to keep every digit here. Put it in quotes, and add | number after it.",
      start,
      reader.position,
    );
  }
  return Number(written);
}

function readWord(reader: Reader): FilterArgument {
  const start = reader.position;
  while (isNamePart(reader.peek()) || reader.peek() === unit.hyphen) reader.position++;
  const word = reader.source.slice(start, reader.position);
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  reader.report(
    "unquoted-argument",
    `A text stands in quotes: "${word}".`,
    start,
    reader.position,
    quoteFix(start, word),
  );
  return word;
}

function quoteFix(start: number, written: string) {
  return quickFix("Quote it", edit(start, start + written.length, `"${written}"`));
}
