/**
 * The document as a tree whose list elements are known by their `id` rather than by their place, so that a part is
 * still itself after somebody moved it: `["fields", "#k3j2…", "helpText"]`.
 */
import type { DocumentPath } from "./finding";

/** Steps from the root; an element of a list is `#` and its id. */
export type Steps = readonly string[];

export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parts that only mean something whole: a limit without its period, values without their field. */
const wholes = new Set(["visibleWhen", "rateLimit"]);

export function isWhole(steps: Steps): boolean {
  return wholes.has(steps.at(-1) ?? "");
}

/** Lists of plain values in which the order says nothing. */
const sets = new Set(["successCodes", "cadences", "hostPatterns", "codes", "translated"]);

export function isSet(steps: Steps): boolean {
  return sets.has(steps.at(-1) ?? "");
}

/** The elements by id, in order; undefined for a list whose elements can't be told apart. */
export function partsById(list: readonly unknown[]): Map<string, Members> | undefined {
  const parts = new Map<string, Members>();
  for (const element of list) {
    const id = idOf(element);
    if (!isMembers(element) || id === undefined || parts.has(id)) return undefined;
    parts.set(id, element);
  }
  return parts;
}

/** What an option sets has no id: it is known by its variable. */
function idOf(element: unknown): string | undefined {
  if (!isMembers(element)) return undefined;
  const id = element.id ?? element.variable;
  return typeof id === "string" && id !== "" ? id : undefined;
}

/**
 * The member of an object, or the element of a list by its index or as a step names it; undefined where there is none.
 * What an object inherits, such as under the name `__proto__`, is nobody's content.
 */
export function memberAt(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return value[typeof step === "number" ? step : indexOfPart(value, step)];
  return isMembers(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Where the part stands that a step such as `#k3j2…` names; -1 where there is none. */
export function indexOfPart(list: readonly unknown[], step: string): number {
  const id = step.slice(1);
  return list.findIndex((element) => idOf(element) === id);
}

/** The steps as a path of this document; it ends at the nearest part that is there. */
export function pathOf(document: unknown, steps: Steps): DocumentPath {
  const path: DocumentPath = [];
  let value = document;
  for (const step of steps) {
    if (Array.isArray(value)) {
      const index = indexOfPart(value, step);
      if (index < 0) return path;
      path.push(index);
      value = value[index];
    } else {
      if (!isMembers(value) || !Object.hasOwn(value, step)) return path;
      path.push(step);
      value = value[step];
    }
  }
  return path;
}

/** The path of a document as steps. */
export function stepsOf(document: unknown, path: readonly PropertyKey[]): string[] {
  const steps: string[] = [];
  let value = document;
  for (const step of path) {
    if (Array.isArray(value) && typeof step === "number") {
      const id = idOf(value[step]);
      if (id === undefined) return steps;
      steps.push(`#${id}`);
      value = value[step];
    } else {
      steps.push(String(step));
      value = isMembers(value) ? value[String(step)] : undefined;
    }
  }
  return steps;
}

export function stepsKey(steps: Steps): string {
  return steps.join("/");
}
