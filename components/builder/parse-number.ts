/** Numbers as people type them. */

/** A text that stands for a value, or what is wrong with it and what to do. */
export type Parsed<Value> = { ok: true; value: Value } | { ok: false; message: string };

const grouped = new Intl.NumberFormat("en");

/** Accepts the separators people type into large numbers: `10,000`, `10 000`, `10_000`. */
export function parseWholeNumber(text: string, min: number, max: number): Parsed<number> {
  const digits = text.trim().replace(/[,_\s](?=\d{3}\b)/g, "");
  const range = `Give a whole number from ${grouped.format(min)} to ${grouped.format(max)}.`;
  if (digits === "") return { ok: false, message: range };
  if (!/^-?\d{1,15}$/.test(digits)) return { ok: false, message: `“${text.trim()}” is not a whole number. ${range}` };
  const value = Number(digits);
  return value >= min && value <= max ? { ok: true, value } : { ok: false, message: range };
}

/** `200, 201 204` → codes; empty means any 2xx. */
export function parseStatusCodes(text: string): Parsed<number[]> {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  const wrong = parts.find((part) => !/^[1-5]\d\d$/.test(part));
  if (wrong)
    return {
      ok: false,
      message: `“${wrong}” is not a status code. List codes from 100 to 599, such as 200, 201, 202.`,
    };
  return { ok: true, value: [...new Set(parts.map(Number))] };
}
