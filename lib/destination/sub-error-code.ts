/** Does a response body contain a sub error code? (SPEC 9) */
import { containsGlob, matchesGlob } from "./glob";
import { isLosslessNumber, type JsonValue, parseJson, toJson } from "./json";

/**
 * Comparisons one match may take. A pattern of the largest size against a body of the largest size would need
 * far more, and nobody describes an error that way.
 */
const stepsMax = 500_000;

interface Budget {
  steps: number;
}

/** A response body that is searched more than once: it is parsed the first time. */
export class SearchedBody {
  private parsed: { document: JsonValue | undefined } | undefined;

  constructor(readonly text: string) {}

  /** The body's JSON; undefined where it isn't JSON. */
  get document(): JsonValue | undefined {
    this.parsed ??= { document: parseJson(this.text) };
    return this.parsed.document;
  }
}

/**
 * Whether a body contains a sub error code. JSON is matched as a deep subset: objects by their members, arrays by any
 * element, numbers and digit strings alike, a text with `*` as a glob. A text alone is searched in a body that isn't
 * JSON, and among all values of one that is.
 */
export function matchesSubErrorCode(subErrorCode: string, { text, document }: SearchedBody): boolean {
  const pattern = readSubErrorCode(subErrorCode);
  if (document === undefined) return typeof pattern === "string" && containsGlob(text, pattern);
  const budget: Budget = { steps: 0 };
  if (typeof pattern === "string") return someLeaf(document, pattern, budget);
  return isSubset(pattern, document, budget);
}

/** A sub error code's meaning: JSON, or the text itself where it isn't JSON. */
export function readSubErrorCode(subErrorCode: string): JsonValue {
  const text = subErrorCode.trim();
  return parseJson(text) ?? text;
}

/**
 * Which part of a sub error code a body lacks, as words that follow "but": `success is false instead of true`. Undefined
 * where the body contains it.
 */
export function lackingPart(subErrorCode: string, body: SearchedBody): string | undefined {
  if (matchesSubErrorCode(subErrorCode, body)) return undefined;
  const whole = `the body doesn't contain ${shown(readSubErrorCode(subErrorCode))}`;
  let part: Part = { path: [], pattern: readSubErrorCode(subErrorCode), value: body.document };
  for (let next = lackingMember(part); next; next = lackingMember(part)) part = next;
  const { path, pattern, value } = part;
  if (path.length === 0) return whole;
  if (value === undefined) return `${path.join(".")} is missing from the body`;
  return `${path.join(".")} is ${shown(value)} instead of ${shown(pattern)}`;
}

interface Part {
  path: string[];
  pattern: JsonValue;
  value: JsonValue | undefined;
}

/** The first member of the pattern that isn't in the value; undefined where the part isn't a pair of objects. */
function lackingMember({ path, pattern, value }: Part): Part | undefined {
  if (value === undefined || !isPlainObject(pattern) || !isPlainObject(value)) return undefined;
  const budget: Budget = { steps: 0 };
  for (const [key, member] of Object.entries(pattern)) {
    const own = Object.hasOwn(value, key) ? value[key] : undefined;
    if (member !== undefined && !isSubset(member, own, budget))
      return { path: [...path, key], pattern: member, value: own };
  }
  return undefined;
}

function shown(value: JsonValue): string {
  const text = toJson(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function isSubset(pattern: JsonValue, value: JsonValue | undefined, budget: Budget): boolean {
  budget.steps += 1;
  if (value === undefined || budget.steps > stepsMax) return false;
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((each) => value.some((element) => isSubset(each, element, budget)));
  }
  if (Array.isArray(value)) return value.some((element) => isSubset(pattern, element, budget));
  if (!isPlainObject(pattern)) return isSameScalar(pattern, value);
  return (
    isPlainObject(value) &&
    Object.entries(pattern).every(
      ([key, member]) => member === undefined || (Object.hasOwn(value, key) && isSubset(member, value[key], budget)),
    )
  );
}

function isPlainObject(value: JsonValue): value is { [key: string]: JsonValue | undefined } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

function someLeaf(value: JsonValue | undefined, pattern: string, budget: Budget): boolean {
  budget.steps += 1;
  if (value === undefined || budget.steps > stepsMax) return false;
  if (Array.isArray(value)) return value.some((element) => someLeaf(element, pattern, budget));
  if (isPlainObject(value)) return Object.values(value).some((member) => someLeaf(member, pattern, budget));
  return isSameScalar(pattern, value);
}

function isSameScalar(pattern: JsonValue, value: JsonValue): boolean {
  if (pattern === null || typeof pattern === "boolean") return pattern === value;
  const wanted = scalarText(pattern);
  const actual = scalarText(value);
  if (wanted === undefined || actual === undefined) return false;
  if (typeof pattern === "string" && typeof value === "string") return matchesGlob(value, pattern);
  return wanted === actual || isSameNumber(wanted, actual);
}

function scalarText(value: JsonValue): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return isLosslessNumber(value) ? value.value : undefined;
}

/** 1000, 1000.0 and 1e3 are one number; beyond what a double holds exactly only the digits decide. */
function isSameNumber(left: string, right: string): boolean {
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(left) || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(right)) return false;
  const number = Number(left);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER && number === Number(right);
}
