/** Conditions as other languages have them: each is refused with the words that say the same here. */

import { formatPath, formatValue, quoted } from "./format-trigger";
import { literalPattern } from "./match-pattern";
import type { TriggerWord } from "./read-trigger";
import { literalOf, type PathWord, type TriggerCursor } from "./trigger-cursor";

/** Functions of others: what they are called elsewhere, small and without underscores. */
const foreignFunctions: Readonly<Record<string, (path: string, text: string) => string>> = {
  startswith: (path, text) => `match(${path}, ${quoted(`${literalPattern(text)}*`)})`,
  beginswith: (path, text) => `match(${path}, ${quoted(`${literalPattern(text)}*`)})`,
  endswith: (path, text) => `match(${path}, ${quoted(`*${literalPattern(text)}`)})`,
  includes: (path, text) => `contains(${path}, ${quoted(text)})`,
  has: (path, text) => `contains(${path}, ${quoted(text)})`,
  like: (path, text) => `match(${path}, ${quoted(text.replaceAll("%", "*"))})`,
};

/** Operators of others that stand between a name and a text. */
const foreignInfixes: Readonly<Record<string, (path: string, text: string) => string>> = {
  ...foreignFunctions,
  contains: (path, text) => `contains(${path}, ${quoted(text)})`,
  match: (path, text) => `match(${path}, ${quoted(text)})`,
  matches: (path, text) => `match(${path}, ${quoted(text)})`,
};

const equalities: ReadonlySet<string> = new Set(["is", "equals", "eq"]);

/**
 * `event contains "x"`, `event in ("a", "b")`, `userId is null`, `userId exists`: the cursor stands behind the name. Reports
 * it, with the fix, and goes past it; false where it is nothing of the kind.
 */
export function parseForeignCondition(cursor: TriggerCursor, path: PathWord): boolean {
  const isNegated = cursor.word.type === "not";
  const operator = cursor.ahead(isNegated ? 1 : 0);
  if (operator.type !== "path") return false;
  const name = operator.text.toLowerCase();
  if (!isNegated && equalities.has(name)) return equality(cursor, operator);
  const rest: Rest = { path, operator, isNegated, skipped: isNegated ? 2 : 1 };
  if (name === "exists")
    return replaced(cursor, rest, operator, `${formatPath(path.steps)} ${isNegated ? "=" : "!="} null`);
  if (name === "in") return list(cursor, rest);
  const write = foreignInfixes[name];
  const argument = cursor.ahead(rest.skipped);
  if (!write || argument.type !== "text") return false;
  const text = write(formatPath(path.steps), argument.text);
  return replaced(cursor, { ...rest, skipped: rest.skipped + 1 }, argument, isNegated ? `not ${text}` : text);
}

interface Rest {
  path: PathWord;
  operator: PathWord;
  isNegated: boolean;
  /** Words from the cursor on that belong to it. */
  skipped: number;
}

function equality(cursor: TriggerCursor, operator: PathWord): true {
  const not = cursor.ahead(1);
  const isNot = not.type === "not" && /^not$/i.test(cursor.written(not.range));
  const range = isNot ? { start: operator.range.start, end: not.range.end } : operator.range;
  const meant = isNot ? "!=" : "=";
  const message = `${cursor.written(range)} is written ${meant} here.`;
  cursor.error("missing-operator", message, range, `Write ${meant}`, [{ range, text: meant }]);
  cursor.next(isNot ? 2 : 1);
  if (cursor.isValue || cursor.word.type === "path") cursor.next();
  return true;
}

function list(cursor: TriggerCursor, rest: Rest): boolean {
  if (cursor.ahead(rest.skipped).type !== "(") return false;
  const values: string[] = [];
  let at = rest.skipped + 1;
  for (;;) {
    const value = literalOf(cursor.ahead(at));
    if (!value) return false;
    values.push(formatValue(value));
    const { type } = cursor.ahead(at + 1);
    at += 2;
    if (type === ")") break;
    if (type !== ",") return false;
  }
  const path = formatPath(rest.path.steps);
  const [sign, joint] = rest.isNegated ? ["!=", " and "] : ["=", " or "];
  const conditions = values.map((value) => `${path} ${sign} ${value}`).join(joint);
  const text = values.length > 1 ? `(${conditions})` : conditions;
  return replaced(cursor, { ...rest, skipped: at }, cursor.ahead(at - 1), text);
}

/** Reports all from the name to the last word, with what it is here. */
function replaced(cursor: TriggerCursor, { path, operator, skipped }: Rest, last: TriggerWord, text: string): true {
  const range = { start: path.range.start, end: last.range.end };
  const message = `There is no operator ${operator.text} here. The same is said by ${text}.`;
  cursor.error("foreign-condition", message, range, `Write ${text}`, [{ range, text }]);
  cursor.next(skipped);
  return true;
}

/** `startsWith(event, "x")`: the cursor stands at the name. Reports it, with the fix, and goes past it. */
export function parseForeignCall(cursor: TriggerCursor, name: PathWord): boolean {
  const write = foreignFunctions[name.text.toLowerCase().replaceAll("_", "")];
  const [path, comma, text, close] = [2, 3, 4, 5].map((count) => cursor.ahead(count));
  const isCall = path?.type === "path" && comma?.type === "," && text?.type === "text" && close?.type === ")";
  if (!write || !isCall) return false;
  const meant = write(formatPath(path.steps), text.text);
  const range = { start: name.range.start, end: close.range.end };
  const message = `There is no function ${name.text} here. The same is said by ${meant}.`;
  cursor.error("unknown-function", message, range, `Write ${meant}`, [{ range, text: meant }]);
  cursor.next(6);
  return true;
}
