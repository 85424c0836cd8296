/** Does a response body contain a sub error code? (SPEC 9) */
import { containsGlob, matchesGlob } from "./glob";
import { isLosslessNumber, type JsonValue, parseJson } from "./json";

/**
 * Comparisons one match may take. A pattern of the largest size against a body of the largest size would need
 * far more, and nobody describes an error that way.
 */
const stepsMax = 500_000;

interface Budget {
  steps: number;
}

/**
 * Whether a body contains a sub error code. JSON is matched as a deep subset: objects by their members, arrays by any
 * element, numbers and digit strings alike, a text with `*` as a glob. A text alone is searched in a body that isn't
 * JSON, and among all values of one that is.
 */
export function matchesSubErrorCode(subErrorCode: string, body: string): boolean {
  const pattern = readSubErrorCode(subErrorCode);
  const document = parseJson(body);
  if (document === undefined) return typeof pattern === "string" && containsGlob(body, pattern);
  const budget: Budget = { steps: 0 };
  if (typeof pattern === "string") return someLeaf(document, pattern, budget);
  return isSubset(pattern, document, budget);
}

/** A sub error code's meaning: JSON, or the text itself where it isn't JSON. */
export function readSubErrorCode(subErrorCode: string): JsonValue {
  const text = subErrorCode.trim();
  return parseJson(text) ?? text;
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
