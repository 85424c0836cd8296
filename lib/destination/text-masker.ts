/** Finds secrets in a text whatever way the text spells their characters. */
import { viewsOf } from "./decoded-views";
import { base64 } from "./template/base64";
import { urlEncode } from "./template/url-encode";

/** All ways to write one character. */
type Spellings = readonly string[];
/** A secret, character by character. */
interface Pattern {
  characters: readonly Spellings[];
  /** Cut off within so many of them, nothing secret is left of it. */
  open: number;
}

/** Fewer base64 digits would be found by accident. */
const base64DigitsMin = 4;
/** The same of bytes in hexadecimal. */
const hexBytesMin = 4;
/** So much of a secret at the very end of a text, or before an ellipsis, is taken for one that was cut off. */
const cutOffMin = 4;

/** A secret of which the beginning may be seen: the name before a password, where both are encoded as one. */
export interface PartlySecret {
  text: string;
  /** So many characters at its beginning are no secret. */
  openCharacters: number;
}

interface Interval {
  start: number;
  end: number;
}

/**
 * Masks secrets in texts. Each character is compared with all its spellings at once, so that any mixture of them is
 * found; one pass advances all beginnings of all secrets together, so that no secret and no text can make the search
 * slow.
 */
export class TextMasker {
  private readonly beginnings = new Beginnings();

  constructor(
    secrets: readonly (string | PartlySecret)[],
    private readonly mark: string,
  ) {
    for (const pattern of secrets.flatMap(patternsOf)) this.beginnings.add(new PatternSearch(pattern));
  }

  mask(text: string): string {
    const found = this.find(text);
    found.sort((left, right) => left.start - right.start);
    let masked = "";
    let copied = 0;
    let last: Interval | undefined;
    for (const { start, end } of found) {
      if (last && start < last.end) {
        last.end = Math.max(last.end, end);
        copied = last.end;
        continue;
      }
      masked += text.slice(copied, start) + this.mark;
      last = { start, end };
      copied = end;
    }
    return masked + text.slice(copied);
  }

  /** Also in what the text says when it is decoded: whoever encodes what was encoded before hides nothing. */
  private find(text: string): Interval[] {
    const hidden = viewsOf(text).flatMap((view) =>
      this.search(view.text).map(({ start, end }) => ({
        start: view.starts[start] ?? 0,
        end: view.ends[end - 1] ?? 0,
      })),
    );
    return [...this.search(text), ...hidden];
  }

  private search(text: string): Interval[] {
    const found: Interval[] = [];
    let busy: PatternSearch[] = [];
    for (let position = 0; position <= text.length; position += 1) {
      for (const { search, spellings } of this.beginnings.at(text.charCodeAt(position))) {
        if (!search.beginsAt(text, position, spellings)) continue;
        if (!busy.includes(search)) busy.push(search);
        search.begin(position);
      }
      if (busy.length === 0) continue;
      for (const each of busy) each.advance(text, position, found);
      busy = busy.filter((each) => each.goesOn(position));
    }
    return found;
  }
}

interface Beginning {
  search: PatternSearch;
  /** Those of the first character that begin with this code. */
  spellings: Spellings;
}

/** Which searches may begin at a character, by its code; asked for every character of a text. */
class Beginnings {
  private readonly ascii: Beginning[][] = Array.from({ length: 128 }, () => []);
  private readonly others = new Map<number, Beginning[]>();

  add(search: PatternSearch): void {
    const codes = new Set(search.firstSpellings.map((spelling) => spelling.charCodeAt(0)));
    for (const code of codes) {
      const spellings = search.firstSpellings.filter((spelling) => spelling.charCodeAt(0) === code);
      this.at(code, true).push({ search, spellings });
    }
  }

  at(code: number, isNew = false): Beginning[] {
    const known = code < 128 ? this.ascii[code] : this.others.get(code);
    if (known) return known;
    const list: Beginning[] = isNew ? [] : none;
    if (isNew) this.others.set(code, list);
    return list;
  }
}

const none: Beginning[] = [];
/** A search begins only where so many characters stand: most others are not worth it. */
const firstCharacters = 3;

/** For one position of the text: how much of the pattern has matched up to it, and where that began at the earliest. */
interface Row {
  starts: Int32Array;
  active: number[];
}

class PatternSearch {
  private readonly reach: number;
  private readonly pattern: Pattern["characters"];
  private readonly open: number;
  /** One for each position within reach, in turn. They are empty between two texts. */
  private readonly rows: readonly Row[];
  /** The last position that something has matched up to. */
  private last = -1;

  constructor({ characters, open }: Pattern) {
    this.pattern = characters;
    this.open = open;
    this.reach = Math.max(...characters.flat().map((spelling) => spelling.length));
    this.rows = Array.from({ length: this.reach + 1 }, (): Row => {
      return { starts: new Int32Array(characters.length + 1).fill(-1), active: [] };
    });
  }

  get firstSpellings(): Spellings {
    return this.pattern[0] ?? [];
  }

  /** Whether the first few characters stand at a position, the first of them in one of these spellings. */
  beginsAt(text: string, position: number, spellings: Spellings, matched = 0): boolean {
    for (const spelling of spellings) {
      if (!text.startsWith(spelling, position)) continue;
      const next = this.pattern[matched + 1];
      if (!next || matched + 1 >= firstCharacters) return true;
      if (this.beginsAt(text, position + spelling.length, next, matched + 1)) return true;
    }
    return false;
  }

  begin(position: number): void {
    const row = this.rows[position % this.rows.length];
    if (row) offer(row, 0, position);
    this.last = Math.max(this.last, position);
  }

  /** Whether something has matched further than up to this position. */
  goesOn(position: number): boolean {
    const isFurther = this.last > position;
    if (!isFurther) this.last = -1;
    return isFurther;
  }

  /** Goes on with everything that has matched up to this position. */
  advance(text: string, position: number, found: Interval[]): void {
    const row = this.rows[position % this.rows.length];
    if (!row || row.active.length === 0) return;
    let cut: number | undefined;
    let isCutKnown = false;
    // A secret often repeats a character, and the text here is the same for all of them.
    const known = new Map<Spellings, number[]>();
    for (const matched of row.active) {
      const start = row.starts[matched] ?? position;
      row.starts[matched] = -1;
      const spellings = this.pattern[matched];
      if (!spellings) {
        found.push({ start, end: position });
        continue;
      }
      const lengths = known.get(spellings) ?? lengthsAt(text, position, spellings);
      known.set(spellings, lengths);
      for (const length of lengths) this.reachTo(position + length, matched + 1, start);
      if (matched < cutOffMin) continue;
      if (!isCutKnown) cut = nextCut(text, position, this.reach);
      isCutKnown = true;
      if (cut === undefined || !this.isTelling(matched, cut - position)) continue;
      if (isCutOff(text.slice(position, cut), spellings)) found.push({ start, end: cut });
    }
    row.active = [];
  }

  private reachTo(position: number, matched: number, start: number): void {
    const target = this.rows[position % this.rows.length];
    if (target) offer(target, matched, start);
    this.last = Math.max(this.last, position);
  }

  /** Whether so many characters, and so much of the next one's spelling, tell something of what is secret. */
  private isTelling(matched: number, lettersOfNext: number): boolean {
    if (matched < cutOffMin) return false;
    return matched > this.open || (matched === this.open && (lettersOfNext > 0 || this.open === 0));
  }
}

function offer(row: Row, matched: number, start: number): void {
  const known = row.starts[matched] ?? -1;
  if (known === -1) row.active.push(matched);
  if (known === -1 || start < known) row.starts[matched] = start;
}

function lengthsAt(text: string, position: number, spellings: Spellings): number[] {
  const lengths = spellings.filter((spelling) => text.startsWith(spelling, position)).map(({ length }) => length);
  return [...new Set(lengths)];
}

/** Where the text breaks off within so many characters: at its end, or at the `…` of what was shortened before. */
function nextCut(text: string, position: number, reach: number): number | undefined {
  for (let end = position; end < position + reach; end += 1) {
    if (end >= text.length || text.charAt(end) === "…") return end;
  }
  return undefined;
}

/** Whether this is the beginning of a spelling that was cut off, or nothing because it was cut off right before it. */
function isCutOff(rest: string, spellings: Spellings): boolean {
  return spellings.some((spelling) => spelling.length > rest.length && spelling.startsWith(rest));
}

function patternsOf(secret: string | PartlySecret): Pattern[] {
  const { text: whole, openCharacters } = typeof secret === "string" ? { text: secret, openCharacters: 0 } : secret;
  const spelled = new Map<string, Spellings>();
  const spellings = (character: string) => {
    const known = spelled.get(character) ?? spellingsOf(character);
    spelled.set(character, known);
    return known;
  };
  const characters = [...whole];
  const open = characters.slice(0, openCharacters).join("");
  const patterns: Pattern[] = [{ characters: characters.map(spellings), open: openCharacters }];
  // A body that is passed on in base64 holds the secret the way the body spelled it.
  const written = new Map([(text: string) => text, jsonEscaped, urlEncode].map((spell) => [spell(whole), spell(open)]));
  for (const [text, openText] of written) {
    for (const alignment of [0, 1, 2]) {
      const digits = base64Core(text, alignment);
      const openDigits = base64Core(openText, alignment).length;
      if (digits.length >= base64DigitsMin) {
        patterns.push({ characters: [...digits].map(digitSpellings), open: openDigits });
      }
    }
    const bytes = hexBytes(text);
    if (bytes.length >= hexBytesMin) patterns.push({ characters: bytes, open: hexBytes(openText).length });
  }
  return patterns;
}

/** Two hexadecimal digits a byte, in either case. */
function hexBytes(text: string): Spellings[] {
  return [...new TextEncoder().encode(text)].map((byte) => {
    const digits = byte.toString(16).padStart(2, "0");
    return unique([digits, digits.toUpperCase()]);
  });
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
