/** What may follow `${event.` and `${line.`: the parts of the events that are at hand. */
import { isLosslessNumber, type JsonValue } from "@/lib/destination/json";
import { valueText } from "@/lib/destination/template/value-text";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import type { ScopeProperty } from "./scope";

const propertiesMax = 300;
const depthMax = 6;

/** A step that can be written in a token as it is. */
const plainStep = /^[A-Za-z0-9_-]+$/;

const kinds = { string: "text", number: "number", boolean: "true or false" } as const;

/**
 * The paths in events, each once, with a value to try filters on. A path is written with dots; of a list only the list
 * itself is named, because its elements are for computed values.
 */
export function eventProperties(events: readonly TriggerEvent[]): ScopeProperty[] {
  const known = new Map<string, ScopeProperty>();
  for (const event of events) collect(known, [], event, "A part of the event.");
  return [...known.values()];
}

/** The paths in the elements of every list in the events: what a line of a computed value may have. */
export function lineProperties(events: readonly TriggerEvent[]): ScopeProperty[] {
  const known = new Map<string, ScopeProperty>();
  for (const event of events) collectLines(known, event, 0);
  return [...known.values()];
}

function collectLines(
  known: Map<string, ScopeProperty>,
  value: JsonValue | TriggerEvent | undefined,
  depth: number,
): void {
  if (depth > depthMax || !isStructure(value)) return;
  if (Array.isArray(value)) {
    for (const element of value) if (isStructure(element)) collect(known, [], element, "A part of the line.");
    return;
  }
  for (const member of Object.values(value)) collectLines(known, member, depth + 1);
}

function collect(
  known: Map<string, ScopeProperty>,
  path: readonly string[],
  value: JsonValue | TriggerEvent,
  description: string,
): void {
  if (path.length > 0) note(known, path, value, description);
  if (path.length >= depthMax || !isStructure(value) || Array.isArray(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined && plainStep.test(name)) collect(known, [...path, name], member, description);
  }
}

function note(
  known: Map<string, ScopeProperty>,
  path: readonly string[],
  value: JsonValue | TriggerEvent,
  description: string,
): void {
  const name = path.join(".");
  const before = known.get(name);
  // A part that was null in one event may have a value in another.
  if (before && before.type !== "null") return;
  if (!before && known.size >= propertiesMax) return;
  const text = isStructure(value) ? undefined : valueText(value);
  known.set(name, {
    name,
    type: kindWords(value),
    description,
    ...(text === undefined || text === "" ? {} : { value: text.slice(0, 200) }),
  });
}

function kindWords(value: JsonValue | TriggerEvent): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (isLosslessNumber(value)) return "number";
  if (typeof value === "object") return "object";
  return kinds[typeof value === "string" ? "string" : typeof value === "number" ? "number" : "boolean"];
}

type Structure = readonly JsonValue[] | { readonly [member: string]: JsonValue | undefined };

function isStructure(value: JsonValue | TriggerEvent | undefined): value is Structure & JsonValue {
  return typeof value === "object" && value !== null && !isLosslessNumber(value);
}
