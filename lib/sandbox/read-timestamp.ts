/** When an event happened: ISO 8601 with a time zone, or Unix seconds. */
export type ReadTimestamp = { ok: true; iso: string } | { ok: false; message: string };

const isoPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
/** The year 5138: a larger number was meant as milliseconds. */
const secondsMax = 100_000_000_000;

/** Reads a timestamp as this partner takes it; the message says what is wrong with another. */
export function readTimestamp(value: unknown): ReadTimestamp {
  if (value === undefined) return wrong("Send a timestamp: ISO 8601 with a time zone, or Unix seconds.");
  if (typeof value === "number") return fromSeconds(value);
  if (typeof value !== "string") return wrong("The timestamp is neither a text nor a number.");
  if (/^\d+(\.\d+)?$/.test(value)) return wrong("Unix seconds are a number, not a text.");
  const time = isoPattern.test(value) ? new Date(value) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime())) return { ok: true, iso: time.toISOString() };
  return wrong("The timestamp is not ISO 8601 with a time zone, such as 2026-03-01T12:00:00Z.");
}

function fromSeconds(seconds: number): ReadTimestamp {
  if (seconds < 0) return wrong("The timestamp is before 1970.");
  if (seconds > secondsMax) return wrong("The timestamp looks like milliseconds. Send Unix seconds.");
  return { ok: true, iso: new Date(seconds * 1000).toISOString() };
}

function wrong(message: string): ReadTimestamp {
  return { ok: false, message };
}
