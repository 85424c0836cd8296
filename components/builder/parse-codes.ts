import type { Parsed } from "./parse-number";

const codesMax = 100;
const charsMax = 300;

/** Codes or words, separated by commas; of two that are the same one stays. */
export function parseCodes(text: string): Parsed<string[]> {
  const codes = text
    .split(",")
    .map((code) => code.trim())
    .filter((code) => code !== "");
  const tooLong = codes.find((code) => code.length > charsMax);
  if (tooLong !== undefined)
    return { ok: false, message: `Shorten “${tooLong.slice(0, 20)}…” to ${charsMax} characters.` };
  const distinct = [...new Set(codes)];
  if (distinct.length > codesMax) return { ok: false, message: `Keep it to ${codesMax} codes; * stands for anything.` };
  return { ok: true, value: distinct };
}
