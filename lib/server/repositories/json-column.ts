/**
 * JSON on its way into and out of a JSONB column. JSON may hold every text that JavaScript can; Postgres refuses two
 * kinds, the null character and half of a surrogate pair. What somebody pasted must not get lost nor keep the rest from
 * being saved, so these characters are written as an escape and read back as what they were.
 */
import "server-only";

/** Never a character of a text by Unicode's own rule, so it begins an escape; where it stands all the same, it is escaped. */
const mark = "\ufffe";
// biome-ignore lint/suspicious/noControlCharactersInRegex: The null character is what Postgres refuses.
const refused = /[\u0000\ufffe]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escaped = /\ufffe([0-9a-f]{4})/g;

/** The same value with every text in a form that Postgres takes. What has no such character is the same object. */
export function toJsonColumn<Value>(value: Value): Value;
export function toJsonColumn(value: unknown): unknown {
  return mapTexts(value, (text) =>
    text.replace(refused, (unit) => `${mark}${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

/** What was given to `toJsonColumn`. */
export function fromJsonColumn(value: unknown): unknown {
  return mapTexts(value, (text) =>
    text.replace(escaped, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16))),
  );
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return unlessSame(value, (part) => mapTexts(part, change));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const before = Object.entries(value);
  const after = before.map(([key, member]): [string, unknown] => [change(key), mapTexts(member, change)]);
  const isSame = after.every(([key, member], index) => key === before[index]?.[0] && member === before[index]?.[1]);
  return isSame ? value : Object.fromEntries(after);
}

function unlessSame(list: unknown[], change: (part: unknown) => unknown): unknown[] {
  const changed = list.map(change);
  return changed.every((part, index) => part === list[index]) ? list : changed;
}
