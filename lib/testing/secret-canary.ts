/**
 * Secrets that are easy to find again, and a search for them that shares no code with what masks them. A canary has a
 * core of letters and digits, which percent-encoding, JSON and HTML leave as they are, between characters that each of
 * them writes differently; in base64 the core has three spellings, one for each place in a group of three bytes.
 */
import { randomBytes } from "node:crypto";

export interface Canary {
  name: string;
  value: string;
  /** The part of the value that is searched for. */
  core: string;
}

const coreBytes = 12;
const windowChars = 10;
const around = { before: `k"&<`, after: `>'/+% z` };

export function aCanary(name: string): Canary {
  const core = randomBytes(coreBytes).toString("hex");
  return { name, core, value: `${around.before}${core}${around.after}` };
}

/** One that may stand where only letters and digits may. */
export function aPlainCanary(name: string): Canary {
  const core = randomBytes(coreBytes).toString("hex");
  return { name, core, value: core };
}

/** The ways to write a secret that an echoing partner uses. */
export const encodings = {
  plain: (text) => text,
  percent: (text) => encodeURIComponent(text),
  "percent twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  JSON: (text) => JSON.stringify(text),
  HTML: (text) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;"),
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64, one byte later": (text) => Buffer.from(`x${text}`).toString("base64"),
  "base64, two bytes later": (text) => Buffer.from(`xy${text}`).toString("base64"),
} satisfies Record<string, (text: string) => string>;
export type Encoding = keyof typeof encodings;

/** Pieces of the core that show it in a text: half of a secret is a leak too. */
function tracesOf({ core }: Canary): string[] {
  const inBase64 = [0, 1, 2].map((offset) => {
    const digits = Buffer.from(`${"x".repeat(offset)}${core}`).toString("base64");
    return digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + core.length) * 8) / 6));
  });
  const inHex = Buffer.from(core).toString("hex");
  return [core, ...inBase64, inHex].flatMap((text) =>
    Array.from({ length: text.length - windowChars + 1 }, (_, start) => text.slice(start, start + windowChars)),
  );
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function unescaped(text: string): string {
  return text
    .replace(/\\+u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

/** The names of the canaries of which ten characters or more can be found in a text, in whatever encoding. */
export function canariesIn(text: string, canaries: readonly Canary[]): string[] {
  const once = percentDecoded(unescaped(text));
  const searched = [text, once, percentDecoded(once)].map((each) => each.replaceAll("-", "+").replaceAll("_", "/"));
  return canaries
    .filter((canary) => tracesOf(canary).some((trace) => searched.some((each) => each.includes(trace))))
    .map(({ name }) => name);
}

/** The encodings in which a text holds the whole of a secret, as they are written above. */
export function encodingsIn(text: string, { value }: Canary): Encoding[] {
  const names = Object.keys(encodings).filter((name): name is Encoding => name in encodings);
  return names.filter((name) => {
    const written = encodings[name](value);
    // The last digits of base64 depend on what follows.
    return text.includes(name.startsWith("base64") ? written.slice(4, -8) : written);
  });
}
