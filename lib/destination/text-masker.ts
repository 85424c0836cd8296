/** Finds secrets in a text whatever way the text spells their characters. */
import { base64 } from "./template/base64";
import { urlEncode } from "./template/url-encode";

/** All ways to write one character. */
type Spellings = readonly string[];
/** A secret, character by character. */
type Pattern = readonly Spellings[];

/** Fewer base64 digits would be found by accident. */
const base64DigitsMin = 4;
/** So much of a secret at the very end of a text is taken for one that was cut off. */
const cutOffMin = 4;

/**
 * Masks secrets in texts. Each character is compared with all its spellings at once, so that any mixture of them is
 * found, and positions are tracked as a set, so that no secret and no text can make the search slow.
 */
export class TextMasker {
  /** By the first code unit of what may begin a secret. */
  private readonly byFirst = new Map<string, Set<Pattern>>();

  constructor(
    secrets: readonly string[],
    private readonly mark: string,
  ) {
    for (const secret of secrets) {
      for (const pattern of patternsOf(secret)) {
        for (const spelling of pattern[0] ?? []) {
          const first = spelling.charAt(0);
          const known = this.byFirst.get(first) ?? new Set();
          this.byFirst.set(first, known.add(pattern));
        }
      }
    }
  }

  mask(text: string): string {
    let masked = "";
    let copied = 0;
    for (let position = 0; position < text.length; position += 1) {
      const end = this.longestFrom(text, position);
      if (end === undefined) continue;
      masked += text.slice(copied, position) + this.mark;
      copied = end;
      position = end - 1;
    }
    return masked + text.slice(copied);
  }

  private longestFrom(text: string, position: number): number | undefined {
    let longest: number | undefined;
    for (const pattern of this.byFirst.get(text.charAt(position)) ?? []) {
      const end = matchEnd(text, position, pattern);
      if (end !== undefined && end > (longest ?? position)) longest = end;
    }
    return longest;
  }
}

/** Where a pattern that begins at a position ends at the latest; the end of the text cuts it off. */
function matchEnd(text: string, position: number, pattern: Pattern): number | undefined {
  let ends = new Set([position]);
  for (const [index, spellings] of pattern.entries()) {
    const next = new Set<number>();
    for (const end of ends) {
      for (const spelling of spellings) {
        if (text.startsWith(spelling, end)) next.add(end + spelling.length);
        else if (index >= cutOffMin && isCutOff(text, end, spelling)) return text.length;
      }
    }
    if (next.size === 0) return undefined;
    ends = next;
  }
  return Math.max(...ends);
}

function isCutOff(text: string, end: number, spelling: string): boolean {
  return end + spelling.length > text.length && spelling.startsWith(text.slice(end));
}

function patternsOf(secret: string): Pattern[] {
  const patterns: Pattern[] = [[...secret].map(spellingsOf)];
  // A body that is passed on in base64 holds the secret the way the body spelled it.
  const written = new Set([secret, jsonEscaped(secret), urlEncode(secret)]);
  for (const text of written) {
    for (const alignment of [0, 1, 2]) {
      const digits = base64Core(text, alignment);
      if (digits.length >= base64DigitsMin) patterns.push([...digits].map(digitSpellings));
    }
  }
  return patterns;
}

/** The base64 digits that depend on the secret alone when it begins `alignment` bytes into a group of three. */
function base64Core(secret: string, alignment: number): string {
  const bytes = alignment + new TextEncoder().encode(secret).length;
  const digits = base64(`${"a".repeat(alignment)}${secret}`);
  return digits.slice(Math.ceil((alignment * 8) / 6), Math.floor((bytes * 8) / 6));
}

/** Base64 has two alphabets, and `+` and `/` may be escaped in turn. */
function digitSpellings(digit: string): Spellings {
  if (digit === "+") return unique(["+", "-", "%2B", "%2b", "%252B", "\\u002b", "\\u002B", "&#43;", "&#x2B;", " "]);
  if (digit === "/")
    return unique(["/", "_", "\\/", "\\\\/", "%2F", "%2f", "%252F", "\\u002f", "\\u002F", "&#47;", "&#x2F;"]);
  return [digit];
}

function spellingsOf(character: string): Spellings {
  const once = [character, jsonEscaped(character), unicodeEscaped(character, false), unicodeEscaped(character, true)];
  if (character === "/") once.push("\\/");
  const json = [...once, ...once.map(jsonEscaped)];
  const percent = json.flatMap((text) => [urlEncode(text), percentAll(text)]);
  const percents = [...percent, ...percent.map((text) => text.replaceAll("%", "%25"))];
  const form = character === " " ? ["+", "%2B"] : [];
  return unique([...json, ...percents, ...percents.map(lowerPercent), ...form, ...htmlEscaped(character)]);
}

/** `%2F` and `%2f`; the letters that aren't escapes keep their case. */
function lowerPercent(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
}

/** Every byte percent-encoded, also those that needn't be. */
function percentAll(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function unicodeEscaped(character: string, isUpper: boolean): string {
  let escaped = "";
  for (let index = 0; index < character.length; index += 1) {
    const code = character.charCodeAt(index).toString(16).padStart(4, "0");
    escaped += `\\u${isUpper ? code.toUpperCase() : code}`;
  }
  return escaped;
}

const htmlNames = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);

function htmlEscaped(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const numeric = [`&#${code};`, `&#x${hex};`, `&#x${hex.toUpperCase()};`, `&#${String(code).padStart(3, "0")};`];
  const name = htmlNames.get(character);
  const named = name === undefined ? [] : [name];
  // What is no UTF-8 (half of a surrogate pair) comes back as the replacement character.
  const replaced = code >= 0xd800 && code <= 0xdfff ? ["\ufffd"] : [];
  return [...numeric, ...named, ...replaced];
}

function unique(texts: readonly string[]): Spellings {
  return [...new Set(texts)].filter((text) => text !== "");
}
