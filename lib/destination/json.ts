/** JSON that keeps every digit of every number (SPEC 6, rule 3). */
import { isLosslessNumber, LosslessNumber, parse, stringify } from "lossless-json";

export { isLosslessNumber, LosslessNumber };

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | LosslessNumber
  | JsonValue[]
  | { [key: string]: JsonValue | undefined };

/** JSON text → value, numbers as `LosslessNumber`; undefined where the text is not JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // A key that stands there twice is legal JSON, and the later one counts, as everywhere else.
    return toJsonValue(parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue }));
  } catch {
    return undefined;
  }
}

/** Value → JSON text, numbers with the digits they came with. */
export function toJson(value: JsonValue, indent?: number): string {
  return stringify(value, undefined, indent) ?? "null";
}

function toJsonValue(value: unknown): JsonValue {
  if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "number") {
    return value;
  }
  if (isLosslessNumber(value)) return value;
  if (Array.isArray(value)) return value.map(toJsonValue);
  if (typeof value === "object") {
    // A null prototype, so that a partner's "__proto__" key is a key like any other.
    const object: { [key: string]: JsonValue } = Object.create(null);
    for (const [key, member] of Object.entries(value)) object[key] = toJsonValue(member);
    return object;
  }
  return null;
}
