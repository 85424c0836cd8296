/** A single condition: a comparison or a function, and what people write instead of them. */
import { nearestName } from "@/lib/destination/template/nearest-name";
import type { Range } from "@/lib/destination/template/template";
import { findMember } from "./event-member";
import { formatPath, quoted } from "./format-trigger";
import { parseForeignCall, parseForeignCondition } from "./parse-foreign-condition";
import { eventMembers, type TriggerNode, type TriggerValue, triggerFunctions } from "./trigger";
import { literalOf, type PathWord, type TriggerCursor } from "./trigger-cursor";

/** `properties.total >= 5`; undefined where it was reported that it is none. */
export function parseComparison(cursor: TriggerCursor, word: PathWord): TriggerNode | undefined {
  checkPath(cursor, word);
  cursor.next();
  const { word: next } = cursor;
  if (next.type !== "operator") return withoutOperator(cursor, word);
  cursor.next();
  const found = value(cursor, next.range);
  if (!found) return undefined;
  const range = { start: word.range.start, end: found.range.end };
  const { operator } = next;
  const isOrder = operator !== "=" && operator !== "!=";
  if (isOrder && found.value.type !== "number") reportNoNumber(cursor, operator, found);
  return {
    type: "comparison",
    path: word.steps,
    pathRange: word.range,
    operator,
    value: found.value,
    valueRange: found.range,
    range,
  };
}

interface FoundValue {
  value: TriggerValue;
  range: Range;
}

function reportNoNumber(cursor: TriggerCursor, operator: string, { value, range }: FoundValue): void {
  const message = `${operator} compares numbers, and ${cursor.written(range)} is none.`;
  const digits = value.type === "text" ? value.text.trim() : "";
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(digits);
  const edits = [{ range, text: digits }];
  cursor.error("not-a-number", message, range, isNumber ? "Remove the quotes" : undefined, edits);
}

function withoutOperator(cursor: TriggerCursor, word: PathWord): undefined {
  if (parseForeignCondition(cursor, word)) return undefined;
  const message = `What about ${word.text}? Write what it is compared with: ${word.text} = "…", or ${word.text} != null.`;
  const isJustThere = !cursor.isValue && cursor.word.type !== "path";
  const edits = [{ range: { start: word.range.end, end: word.range.end }, text: " != null" }];
  cursor.error("missing-operator", message, word.range, isJustThere ? "Ask whether it is there" : undefined, edits);
  if (cursor.isValue) cursor.next();
  return undefined;
}

function value(cursor: TriggerCursor, operator: Range): FoundValue | undefined {
  const { word } = cursor;
  const literal = literalOf(word);
  if (literal) {
    cursor.next();
    return { value: literal, range: word.range };
  }
  if (word.type === "path") {
    cursor.next();
    reportPathAsValue(cursor, word);
    return undefined;
  }
  if (word.type === "junk") {
    cursor.next();
    return undefined;
  }
  cursor.error("missing-value", "A value is missing here: a text in quotes, a number, true, false or null.", operator);
  return undefined;
}

function reportPathAsValue(cursor: TriggerCursor, { text, steps, range }: PathWord): void {
  if (steps.length > 1 && eventMembers.some((member) => member === steps[0])) {
    const message = `Two parts of an event can't be compared. Write a value instead of ${text}: a text in quotes, a number, true, false or null.`;
    cursor.error("path-as-value", message, range);
    return;
  }
  const edits = [{ range, text: quoted(text) }];
  cursor.error("unquoted-text", `A text stands in quotes: ${quoted(text)}.`, range, "Put quotes around it", edits);
}

/** `contains(event, "Order")`; undefined where it was reported that it is none. */
export function parseCall(cursor: TriggerCursor, word: PathWord): TriggerNode | undefined {
  const name = triggerFunctions.find((each) => each === word.text.toLowerCase());
  if (!name) {
    if (parseForeignCall(cursor, word)) return undefined;
    const nearest = nearestName(word.text, triggerFunctions);
    const message = `There is no function ${word.text}. There are contains(name, "text") and match(name, "pat*ern").`;
    const edits = [{ range: word.range, text: nearest ?? "" }];
    cursor.error("unknown-function", message, word.range, nearest && `Change to ${nearest}`, edits);
  }
  cursor.next(2);
  const path = argumentPath(cursor, word.range);
  comma(cursor);
  const argument = argumentText(cursor);
  if (cursor.word.type === ")") cursor.next();
  else {
    const at = cursor.endOfLast();
    const edits = [{ range: { start: at, end: at }, text: ")" }];
    cursor.error("unbalanced", `A ) is missing after ${word.text}(….`, word.range, "Insert )", edits);
  }
  if (!name || !path || argument === undefined) return undefined;
  const range = { start: word.range.start, end: cursor.endOfLast() };
  return { type: "call", name, path: path.steps, pathRange: path.range, argument, range };
}

function argumentPath(cursor: TriggerCursor, of: Range): PathWord | undefined {
  const { word } = cursor;
  if (word.type !== "path") {
    cursor.error("missing-argument", "First comes the name of a part of the event, such as properties.email.", of);
    if (cursor.isValue) cursor.next();
    return undefined;
  }
  checkPath(cursor, word);
  cursor.next();
  return word;
}

function comma(cursor: TriggerCursor): void {
  const { word } = cursor;
  if (word.type === ",") cursor.next();
  else if (cursor.isValue || word.type === "path") {
    const at = cursor.endOfLast();
    const edits = [{ range: { start: at, end: at }, text: "," }];
    const message = "A comma stands between the name and the text.";
    cursor.error("missing-comma", message, word.range, "Insert the comma", edits);
  }
}

function argumentText(cursor: TriggerCursor): string | undefined {
  const { word } = cursor;
  if (word.type === "text") {
    cursor.next();
    return word.text;
  }
  const isBare = word.type === "path" || word.type === "number";
  const edits = [{ range: word.range, text: quoted(cursor.source.slice(word.range.start, word.range.end)) }];
  const label = isBare ? "Put quotes around it" : undefined;
  cursor.error("missing-argument", "Then comes a text in quotes.", cursor.place(word.range), label, edits);
  if (isBare || cursor.isValue) cursor.next();
  return undefined;
}

/** Whether an event has such a part at all. */
function checkPath(cursor: TriggerCursor, { steps, range }: PathWord): void {
  const [first = "", second, ...rest] = steps;
  if (cursor.furtherMembers.includes(first)) return;
  const member = findMember(first);
  if (!member) reportUnknownMember(cursor, first, range);
  if (!member || member.hasParts || second === undefined) return;
  const isDoubled = findMember(second) !== undefined;
  const meant = formatPath(isDoubled ? [second, ...rest] : ["properties", second, ...rest]);
  const message = `${first} is one value and has no parts. Did you mean ${meant}?`;
  cursor.error("no-parts", message, range, `Change to ${meant}`, [{ range, text: meant }]);
}

function reportUnknownMember(cursor: TriggerCursor, first: string, range: Range): void {
  const nearest = nearestName(first, eventMembers);
  const message = nearest
    ? `An event has no ${first}. Did you mean ${nearest}?`
    : `An event has no ${first}. It has ${eventMembers.slice(0, 4).join(", ")} …, and what is sent with it in properties, traits and context.`;
  const step = /^(?:[^.\\]|\\.)*/u.exec(cursor.written(range))?.[0] ?? first;
  const written = { start: range.start, end: range.start + step.length };
  const text = nearest ?? formatPath(["properties", first]);
  cursor.error("unknown-member", message, range, `Change to ${text}`, [{ range: written, text }]);
}
