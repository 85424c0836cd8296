/** Paths into a response: RFC 9535 JSONPath without anything that could take long, or plain dotted paths. */
import { compile, type jsonpath } from "json-p3";
import { isLosslessNumber, type JsonValue } from "./json";

/** Every element of an array, or every member of an object: `*`. */
export const every = Symbol("every");
export type PathStep = string | number | typeof every;

export type ResponsePath =
  | { ok: true; jsonPath: string; steps: readonly PathStep[] }
  /** `unbounded`: it is JSONPath, but one of the kinds that we don't follow. */
  | { ok: false; reason: "unreadable" | "unbounded" };

/**
 * Reads a path; a plain dotted path such as `data.items[0].id` gets its `$`. Steps are names, indexes and `*`: such a
 * path leads to each place of a document at most once, so following it takes no longer than reading the document.
 * `..`, filters, slices and lists of names are refused, because they can take minutes (SECURITY T14).
 */
export function readResponsePath(text: string): ResponsePath {
  const path = text.trim();
  const jsonPath = path.startsWith("$") ? path : dottedPath(path);
  if (path === "" || jsonPath === undefined) return { ok: false, reason: "unreadable" };
  try {
    const query = compile(jsonPath);
    const steps: PathStep[] = [];
    for (const segment of query.segments) {
      const step = segment.selectors.length === 1 ? stepOf(segment.selectors[0]) : undefined;
      if (step === undefined || segment.toString().startsWith("..")) return { ok: false, reason: "unbounded" };
      steps.push(step);
    }
    return { ok: true, jsonPath: query.toString({ form: "pretty" }), steps };
  } catch {
    return { ok: false, reason: "unreadable" };
  }
}

function stepOf(selector: jsonpath.JSONPathSelector | undefined): PathStep | undefined {
  if (!selector) return undefined;
  if ("name" in selector && typeof selector.name === "string") return selector.name;
  if ("index" in selector && typeof selector.index === "number") return selector.index;
  return selector.toString() === "*" ? every : undefined;
}

/** `data.items[0].list-id` → `$.data.items[0]['list-id']`; undefined where it isn't a dotted path. */
function dottedPath(path: string): string | undefined {
  const steps = path.split(".");
  let jsonPath = "$";
  for (const [position, step] of steps.entries()) {
    const match = /^(\*|[^[\]'"\s*?()]*)((?:\[(?:-?\d+|\*)\])*)$/.exec(step);
    if (!match) return path.startsWith("[") ? `$${path}` : undefined;
    const [, name = "", indexes = ""] = match;
    if (name === "" && (position > 0 || indexes === "")) return undefined;
    const quoted = name.replaceAll("\\", "\\\\");
    if (name === "*" || /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) jsonPath += `.${name}`;
    else if (name !== "") jsonPath += `['${quoted}']`;
    jsonPath += indexes;
  }
  return jsonPath;
}

/** The member of an object or the element of an array; nothing that an object inherits, nor the inside of a number. */
export function memberOf(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (value === null || typeof value !== "object" || isLosslessNumber(value)) return undefined;
  if (Array.isArray(value)) return typeof step === "number" ? value.at(step) : undefined;
  return typeof step === "string" && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Every value that a path leads to, in the order of the document. */
export function valuesAt(document: JsonValue, steps: readonly PathStep[]): JsonValue[] {
  let found: JsonValue[] = [document];
  for (const step of steps) found = step === every ? found.flatMap(childrenOf) : membersOf(found, step);
  return found;
}

function membersOf(values: readonly JsonValue[], step: string | number): JsonValue[] {
  const found: JsonValue[] = [];
  for (const value of values) {
    const member = memberOf(value, step);
    if (member !== undefined) found.push(member);
  }
  return found;
}

function childrenOf(value: JsonValue): JsonValue[] {
  if (value === null || typeof value !== "object" || isLosslessNumber(value)) return [];
  return Array.isArray(value) ? value : Object.values(value).filter((member) => member !== undefined);
}
