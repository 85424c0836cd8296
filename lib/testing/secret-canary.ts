/**
 * Secrets that are easy to find again, and a search for them that shares no code with what masks them. A canary has a
 * core of letters and digits, which percent-encoding, JSON and HTML leave as they are, between characters that each of
 * them writes differently; in base64 the core has three spellings, one for each place in a group of three bytes.
 */
import { createHash, randomBytes } from "node:crypto";

export interface Canary {
  name: string;
  value: string;
  /** The part of the value that is searched for. */
  core: string;
}

const coreBytes = 12;
/** Fewer could stand in a text by chance: an idempotency key has as many digits as the core of a canary. */
const windowChars = 10;
/** In hexadecimal each character has two digits. */
const windowsChars = [windowChars, windowChars * 2] as const;
/** Question marks where base64 makes a digit of them that base64url writes differently. */
const around = { before: `k"&<??`, after: `>'/+% z` };

export function aCanary(name: string): Canary {
  const core = randomBytes(coreBytes).toString("hex");
  return { name, core, value: `${around.before}${core}${around.after}` };
}

/** One that may stand where only letters and digits may. */
export function aPlainCanary(name: string): Canary {
  const core = randomBytes(coreBytes).toString("hex");
  return { name, core, value: core };
}

const hex = (text: string) => Buffer.from(text).toString("hex");

/** The ways to write a secret that an echoing partner uses. */
export const encodings = {
  plain: (text) => text,
  percent: (text) => encodeURIComponent(text),
  "percent twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "percent, every byte": (text) => hex(text).replace(/../g, "%$&"),
  JSON: (text) => JSON.stringify(text),
  "JSON, every character": (text) => hex(text).replace(/../g, "\\u00$&"),
  HTML: (text) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;"),
  "HTML, every character": (text) => hex(text).replace(/../g, "&#x$&;"),
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64, one byte later": (text) => Buffer.from(`x${text}`).toString("base64"),
  "base64, two bytes later": (text) => Buffer.from(`xy${text}`).toString("base64"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  hexadecimal: hex,
  "hexadecimal, capitals": (text) => hex(text).toUpperCase(),
} satisfies Record<string, (text: string) => string>;
export type Encoding = keyof typeof encodings;

/** What filters make of a secret is as good as the secret to a partner who takes that for it. */
export const derivations = {
  upper: (text) => text.toUpperCase(),
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
  md5: (text) => createHash("md5").update(text).digest("hex"),
} satisfies Record<string, (text: string) => string>;

/** Pieces of the core that show it in a text: half of a secret is a leak too. So is a hash of it. */
function tracesOf({ core, value }: Canary): string[] {
  const inBase64 = [core, core.toUpperCase()].flatMap((text) =>
    [0, 1, 2].map((offset) => {
      const digits = Buffer.from(`${"x".repeat(offset)}${text}`).toString("base64");
      return digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + core.length) * 8) / 6));
    }),
  );
  const hashed = [derivations.sha256(value), derivations.md5(value)];
  const inHex = [hex(core), hex(core).toUpperCase(), hex(core.toUpperCase())];
  return [
    ...[core, core.toUpperCase(), ...inBase64, ...hashed].flatMap((text) => windowsOf(text, windowChars)),
    ...inHex.flatMap((text) => windowsOf(text, windowChars * 2)),
  ];
}

function windowsOf(text: string, chars: number): string[] {
  return Array.from({ length: text.length - chars + 1 }, (_, start) => text.slice(start, start + chars));
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

/** Every trace of some canaries and whose it is, and the first three characters of all of them: most texts have none. */
class Traces {
  private readonly names: ReadonlyMap<string, string>;
  private readonly beginnings = new Uint8Array(128 ** 3);

  constructor(canaries: readonly Canary[]) {
    this.names = new Map(canaries.flatMap((canary) => tracesOf(canary).map((trace) => [trace, canary.name])));
    for (const trace of this.names.keys()) this.beginnings[this.beginningAt(trace, 0)] = 1;
  }

  findIn(text: string, found: Set<string>): void {
    for (let start = 0; start + windowChars <= text.length; start += 1) {
      if (this.beginnings[this.beginningAt(text, start)] !== 1) continue;
      for (const chars of windowsChars) {
        const name = this.names.get(text.slice(start, start + chars));
        if (name !== undefined) found.add(name);
      }
    }
  }

  private beginningAt(text: string, at: number): number {
    const [first, second, third] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
    return first < 128 && second < 128 && third < 128 ? (first * 128 + second) * 128 + third : 0;
  }
}

const known = new WeakMap<readonly Canary[], Traces>();

/** The names of the canaries of which ten characters or more can be found in a text, in whatever encoding. */
export function canariesIn(text: string, canaries: readonly Canary[]): string[] {
  const traces = known.get(canaries) ?? new Traces(canaries);
  known.set(canaries, traces);
  const once = percentDecoded(unescaped(text));
  const found = new Set<string>();
  for (const each of new Set([text, once, percentDecoded(once)])) {
    traces.findIn(each.replaceAll("-", "+").replaceAll("_", "/"), found);
  }
  return canaries.map(({ name }) => name).filter((name) => found.has(name));
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
