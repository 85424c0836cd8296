/** What a value looks like where text is wanted. */
import { isLosslessNumber, type JsonValue, toJson } from "@/lib/destination/json";

/**
 * The text of a value: strings as they are, numbers with the digits they came with, booleans as words, lists and
 * objects as JSON text. Null has no text: like a missing value it gives undefined (SPEC 6 rule 9).
 */
export function valueText(value: JsonValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === "boolean") return String(value);
  return isLosslessNumber(value) ? value.value : toJson(value);
}

/** The JSON of a value; strings are well-formed even with lone surrogates in them. */
export function valueJson(value: JsonValue): string {
  return typeof value === "string" ? JSON.stringify(value) : toJson(value);
}

/** Whether a value is a list or an object: something with no plain text of its own. */
export function isStructured(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null && !isLosslessNumber(value);
}
