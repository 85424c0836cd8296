/** What an event holds at a path, and what such a value is in words. */
import { isLosslessNumber, type JsonValue, toJson } from "@/lib/destination/json";
import type { TriggerEvent } from "./trigger";

/**
 * The value at a path; undefined where the path leads nowhere. A step into a list is a position in it, from 0.
 */
export function valueAt(event: TriggerEvent, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = event;
  for (const step of path) {
    if (Array.isArray(value)) value = /^\d+$/.test(step) ? value[Number(step)] : undefined;
    else if (typeof value !== "object" || value === null || isLosslessNumber(value)) return undefined;
    else value = Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

const shownMax = 80;

/** A value on one line, cut where it is long: `"pro"`, `12.5`, `{"type":"ios"}`. */
export function shownEventValue(value: JsonValue): string {
  const json = toJson(value);
  return json.length > shownMax ? `${json.slice(0, shownMax - 1).replace(/[\ud800-\udbff]$/, "")}…` : json;
}

export type ValueKind = "text" | "number" | "boolean" | "list" | "object" | "null";

export function kindOf(value: JsonValue): ValueKind {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number" || isLosslessNumber(value)) return "number";
  return Array.isArray(value) ? "list" : "object";
}
