/** What stands in a payload without quotes: tokens, numbers, true, false, null, and words that should be quoted. */
import { readDollar } from "./parse-token";
import { edit, isLineEnd, PartList, quickFix, type Reader, unit } from "./reader";
import type { StringNode, TemplateFix, TemplateNode } from "./template";

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Words of other languages, with what JSON calls them. */
const foreignWords: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["TRUE", "true"],
  ["False", "false"],
  ["FALSE", "false"],
  ["None", "null"],
  ["Null", "null"],
  ["NULL", "null"],
  ["nil", "null"],
  ["undefined", "null"],
  ["NaN", "null"],
]);

/** Reads an unquoted value; the reader must not stand at a delimiter. */
export function readBareValue(reader: Reader): TemplateNode {
  const start = reader.position;
  if (reader.peek() === unit.dollar) {
    const errorsBefore = reader.errors.length;
    const token = readDollar(reader, "value");
    if (token !== "$" && isDelimiter(reader)) return { type: "token", range: token.range, token };
    reader.rewind(start, errorsBefore);
  }
  const parts = new PartList(reader.source, start);
  readRun(reader, parts, false);
  const text = reader.source.slice(start, reader.position);
  if (text === "true" || text === "false" || text === "null" || number.test(text)) {
    return { type: "literal", range: { start, end: reader.position }, text };
  }
  const foreign = foreignWords.get(text);
  if (foreign !== undefined) {
    const fix = quickFix(`Change to ${foreign}`, edit(start, reader.position, foreign));
    reader.report("unknown-word", `JSON has no ${text}; it is written ${foreign}.`, start, reader.position, fix);
    return { type: "literal", range: { start, end: reader.position }, text: foreign };
  }
  const isNumber = /^[-+]?\.?\d[\w.+-]*$/.test(text);
  if (!isNumber) readFurtherWords(reader, parts);
  const end = reader.position;
  const node: StringNode = { type: "string", range: { start, end }, parts: parts.flush(end) };
  if (isNumber) reportNumber(reader, start, text);
  else if (!isMissingQuote(reader, start)) reportUnquoted(reader, node);
  return node;
}

/** Reads an unquoted key, always reported; the reader must not stand at a delimiter or colon. */
export function readBareKey(reader: Reader): StringNode {
  const start = reader.position;
  const parts = new PartList(reader.source, start);
  readRun(reader, parts, true);
  const end = reader.position;
  const node: StringNode = { type: "string", range: { start, end }, parts: parts.flush(end) };
  if (!isMissingQuote(reader, start)) {
    reader.report("unquoted-key", "A key stands in double quotes.", start, end, quoteFix(reader, start, end));
  }
  return node;
}

/** One run without blanks. A colon ends a key; in a value, as in `https://…`, it does not. */
function readRun(reader: Reader, parts: PartList, isKey: boolean): void {
  const start = reader.position;
  while (!isDelimiter(reader) && !(isKey && (reader.peek() === unit.colon || reader.peek() === unit.equals))) {
    if (reader.peek() !== unit.dollar) {
      reader.position++;
      continue;
    }
    const dollar = reader.position;
    const found = readDollar(reader, "value");
    if (found !== "$") parts.addToken(found);
    else parts.addDollar(dollar, reader.position);
  }
  // Whatever stands here is part of what the person wrote: never stand still.
  if (reader.position === start) reader.position++;
}

/** `hello world`: the words up to the next delimiter that is no blank belong to the same text. */
function readFurtherWords(reader: Reader, parts: PartList): void {
  for (;;) {
    const end = reader.position;
    reader.skipBlanks();
    if (reader.position === end || isDelimiter(reader) || isLineEnd(reader.peek())) {
      reader.position = end;
      return;
    }
    readRun(reader, parts, false);
  }
}

function isDelimiter(reader: Reader): boolean {
  const code = reader.peek();
  switch (code) {
    case unit.space:
    case unit.tab:
    case unit.comma:
    case unit.semicolon:
    case unit.quote:
    case unit.openBrace:
    case unit.closeBrace:
    case unit.openBracket:
    case unit.closeBracket:
      return true;
    case unit.slash:
      // A comment, unless the slashes are those of https://
      return reader.peek(1) === unit.asterisk || (reader.peek(1) === unit.slash && reader.peek(-1) !== unit.colon);
    default:
      return isLineEnd(code);
  }
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

function reportUnquoted(reader: Reader, node: StringNode): void {
  const { start, end } = node.range;
  const text = reader.source.slice(start, end);
  const hasToken = node.parts.some((part) => part.type === "token");
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
