/** A value inside a response that somebody points at, and the ways to say where it is (SPEC 12.3). */
import type { ItemOutcome } from "./definition";
import { isLosslessNumber, type JsonValue, toJson } from "./json";
import { every, memberOf, readResponsePath } from "./response-path";

/** Names and indexes that lead from the whole response to one value in it. */
export type PlaceSteps = readonly (string | number)[];

/** The value at a place; undefined where there is none. */
export function valueAtPlace(document: JsonValue, steps: PlaceSteps): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const step of steps) value = memberOf(value, step);
  return value;
}

/** As places, with `every` for any element of a list. */
type PatternSteps = readonly (string | number | typeof every)[];

/**
 * A place as the path that a partner would write: dotted where that can be read back, else JSONPath. `$` is the whole
 * response.
 */
export function pathOfPlace(steps: PatternSteps): string {
  const isPlain = steps.every((step) => typeof step !== "string" || /^[A-Za-z_][A-Za-z0-9_-]*$/.test(step));
  if (!isPlain || typeof steps[0] !== "string") return `$${steps.map(jsonPathSegment).join("")}`;
  return steps
    .map((step, index) => (typeof step === "string" ? `${index ? "." : ""}${step}` : jsonPathSegment(step)))
    .join("");
}

function jsonPathSegment(step: PatternSteps[number]): string {
  if (step === every) return "[*]";
  if (typeof step === "number") return `[${step}]`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(step)) return `.${step}`;
  const escaped = JSON.stringify(step).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `['${escaped}']`;
}

/** A path inside an element of a list: without the `$` of a whole response; empty for the element itself. */
function pathInside(steps: PlaceSteps): string {
  return steps.length === 0 ? "" : pathOfPlace(steps);
}

/** Whether a list ID can be read here: a text or a number. */
export function isScalarValue(value: JsonValue | undefined): boolean {
  return typeof value === "string" || typeof value === "number" || isLosslessNumber(value);
}

const codeCharsMax = 10_000;

/**
 * The smallest JSON that a response with this value at this place contains: a sub error code that tells it from others.
 * An element of a list may stand anywhere in it. Undefined where the value is a list, an object, or too long.
 */
export function subErrorCodeOf(document: JsonValue, steps: PlaceSteps): string | undefined {
  const value = valueAtPlace(document, steps);
  if (value === undefined || (value !== null && typeof value === "object" && !isLosslessNumber(value)))
    return undefined;
  if (steps.length === 0) return undefined;
  const pattern = steps.reduceRight<JsonValue>(
    (inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }),
    value,
  );
  const text = toJson(pattern);
  return text.length > codeCharsMax ? undefined : text;
}

/** Two paths of a rule for single results: to the list, and from one of its elements to the value. */
export interface ItemPaths {
  path: string;
  itemPath: string;
}

/**
 * Where single results are, if the value at this place names one of them: the innermost list around it, and the way
 * from its elements to the value. Of the lists further out every element counts. A list itself is the list of results,
 * and so is an object, as a list of one.
 */
export function itemPathsOf(document: JsonValue, steps: PlaceSteps): ItemPaths | undefined {
  const value = valueAtPlace(document, steps);
  if (value === undefined || value === null) return undefined;
  const isPart = typeof value === "object" && !isLosslessNumber(value);
  const isElement = typeof steps.at(-1) === "number";
  if (isPart && !isElement) return { path: pathOfPlace(generalized(steps)), itemPath: "" };
  const index = steps.findLastIndex((step) => typeof step === "number");
  const listLength = index < 0 ? steps.length - 1 : index;
  return {
    path: pathOfPlace(generalized(steps.slice(0, listLength))),
    itemPath: pathInside(steps.slice(index < 0 ? listLength : index + 1)),
  };
}

function generalized(steps: PlaceSteps): PatternSteps {
  return steps.map((step) => (typeof step === "number" ? every : step));
}

/**
 * The way from a result of a rule to a place: what its code or message path has to be. Undefined where the place is not
 * inside one of the rule's results.
 */
export function pathInsideResult(
  rule: Pick<ItemOutcome, "path">,
  document: JsonValue,
  steps: PlaceSteps,
): string | undefined {
  const read = readResponsePath(rule.path);
  if (!read.ok || steps.length < read.steps.length) return undefined;
  const isAround = read.steps.every((step, index) => step === every || step === steps[index]);
  if (!isAround) return undefined;
  const list = valueAtPlace(document, steps.slice(0, read.steps.length));
  const rest = steps.slice(read.steps.length);
  if (!Array.isArray(list)) return pathInside(rest);
  return typeof rest[0] === "number" && rest.length > 1 ? pathInside(rest.slice(1)) : undefined;
}
