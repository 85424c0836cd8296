/** What sample events say about their own parts: which paths there are, and which values stand there. */
import { isLosslessNumber, type JsonValue } from "@/lib/destination/json";
import { findMember } from "@/lib/destination/trigger/event-member";
import { kindOf, type ValueKind } from "@/lib/destination/trigger/event-value";
import { formatPath } from "@/lib/destination/trigger/format-trigger";
import type { SampleEvent } from "@/lib/destination/trigger/sample-events";
import { eventMembers, type TriggerValue } from "@/lib/destination/trigger/trigger";

export interface KnownPath {
  path: string[];
  /** As it is written in a trigger. */
  text: string;
  kinds: Set<ValueKind>;
  /** Texts, numbers and booleans that stand there, each once, the first first. */
  values: TriggerValue[];
}

const pathsMax = 500;
const valuesMax = 50;
const depthMax = 6;

/**
 * The paths of the events by their text, in the order in which they come. Of a list only its first position is
 * followed: further ones have the same parts. `furtherMembers` are looked for in the events as well.
 */
export function knownPaths(
  events: readonly SampleEvent[],
  furtherMembers: readonly string[] = [],
): ReadonlyMap<string, KnownPath> {
  const known = new Map<string, KnownPath>();
  for (const { event } of events) {
    for (const member of [...eventMembers, ...furtherMembers]) {
      const value = Object.hasOwn(event, member) ? event[member] : undefined;
      if (value !== undefined) collect(known, [member], value);
    }
  }
  return known;
}

const knownOf = new WeakMap<readonly SampleEvent[], Map<string, ReadonlyMap<string, KnownPath>>>();

/** The same, made once for the same list of events. */
export function rememberedPaths(
  events: readonly SampleEvent[],
  furtherMembers: readonly string[] = [],
): ReadonlyMap<string, KnownPath> {
  const key = furtherMembers.join(" ");
  const remembered = knownOf.get(events) ?? new Map<string, ReadonlyMap<string, KnownPath>>();
  const known = remembered.get(key) ?? knownPaths(events, furtherMembers);
  knownOf.set(events, remembered.set(key, known));
  return known;
}

function collect(known: Map<string, KnownPath>, path: string[], value: JsonValue): void {
  const text = formatPath(path);
  let entry = known.get(text);
  if (!entry) {
    if (known.size >= pathsMax) return;
    entry = { path, text, kinds: new Set(), values: [] };
    known.set(text, entry);
  }
  entry.kinds.add(kindOf(value));
  note(entry, value);
  if (path.length >= depthMax || typeof value !== "object" || value === null || isLosslessNumber(value)) return;
  // What stands in a member of one value can't be asked for.
  if (findMember(path[0] ?? "")?.hasParts === false) return;
  if (Array.isArray(value)) {
    const [first] = value;
    if (first !== undefined) collect(known, [...path, "0"], first);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined && name !== "") collect(known, [...path, name], member);
  }
}

function note({ values }: KnownPath, value: JsonValue): void {
  const literal = literalOf(value);
  if (!literal || values.length >= valuesMax || values.some((each) => isSame(each, literal))) return;
  values.push(literal);
}

function literalOf(value: JsonValue): TriggerValue | undefined {
  if (typeof value === "string") return value.length > 200 ? undefined : { type: "text", text: value };
  if (typeof value === "boolean") return { type: "boolean", value };
  if (typeof value === "number") return { type: "number", digits: String(value) };
  return isLosslessNumber(value) ? { type: "number", digits: value.value } : undefined;
}

function isSame(left: TriggerValue, right: TriggerValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
