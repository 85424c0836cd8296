/** Dates as partners write them, read without a clock and without a local time zone. */
import { isLosslessNumber, type JsonValue, LosslessNumber } from "@/lib/destination/json";

/** `iso`: RFC 3339 in UTC with milliseconds. `unix`: whole seconds. `unix_ms`: milliseconds. */
export const dateFormats = ["iso", "unix", "unix_ms"] as const;

const isoDate =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?)?$/;

/** Numbers from here on are milliseconds, smaller ones seconds: the year 5138 in seconds, 1973 in milliseconds. */
const millisecondsFrom = 1e11;

/**
 * A date in the wanted format, or undefined where the value is none. Read: ISO 8601 (no offset means UTC), and Unix
 * time in seconds or milliseconds, as a number or as its text.
 */
export function dateText(value: JsonValue, format: string): JsonValue | undefined {
  const time = timeOf(value);
  if (time === undefined || Number.isNaN(new Date(time).getTime())) return undefined;
  switch (format) {
    case "unix":
      return new LosslessNumber(String(Math.floor(time / 1000)));
    case "unix_ms":
      return new LosslessNumber(String(Math.floor(time)));
    default:
      return new Date(time).toISOString();
  }
}

/** Milliseconds since 1970, or undefined. */
function timeOf(value: JsonValue): number | undefined {
  if (typeof value === "number") return fromNumber(value);
  if (isLosslessNumber(value)) return fromNumber(Number(value.value));
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^-?\d{1,17}(\.\d{1,9})?$/.test(text)) return fromNumber(Number(text));
  const match = isoDate.exec(text);
  return match ? fromIso(match) : undefined;
}

function fromNumber(number: number): number | undefined {
  if (!Number.isFinite(number)) return undefined;
  return Math.abs(number) < millisecondsFrom ? number * 1000 : number;
}

function fromIso(match: RegExpExecArray): number | undefined {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", , sign, offsetHour, offsetMinute] =
    match;
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), +hour, +minute, +second, milliseconds);
  // Date.UTC rolls 31 February over into March; a date that does not come back the same never existed.
  const written = `${year}-${month}-${day}T${hour.padStart(2, "0")}:${minute.padStart(2, "0")}:${second.padStart(2, "0")}`;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(written)) return undefined;
  const offset = (Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0)) * 60_000;
  return sign === "-" ? time + offset : time - offset;
}
