/** A text as it reads when what is encoded in it is decoded, layer by layer, and where each character came from. */

/** `text[i]` came from the source's characters `starts[i]` to `ends[i]`. */
export interface View {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

/** So many layers are taken off: an echo of an echo that was put into a page has three. */
const layersMax = 4;
/** Whatever a text is made of, no more than this is read in it: a text of escapes and digits alone could go on growing. */
const readCharsMax = 1_000_000;
/** Shorter runs of digits are words and numbers. */
const base64Run = /[A-Za-z0-9+/_-]{16,}/g;
const hexRun = /(?:[0-9A-Fa-f]{2}){8,}/g;
const escapes =
  /(?:%[0-9A-Fa-f]{2})+|\\u[0-9A-Fa-f]{4}|\\["\\/bfnrt]|&#[0-9]{1,7};|&#[xX][0-9A-Fa-f]{1,6};|&[a-z]{2,4};/g;

/**
 * Everything that can be read in a text beside the text itself: with percent, JSON and HTML escapes undone, and what
 * runs of base64 and of hexadecimal digits hold, each also in what the others gave.
 */
export function viewsOf(text: string): View[] {
  const found: View[] = [];
  let layer: (View | undefined)[] = [undefined];
  let chars = 0;
  for (let depth = 0; depth < layersMax && layer.length > 0; depth += 1) {
    const next: View[] = [];
    for (const view of layer) {
      const read = view?.text ?? text;
      for (const decode of [unescaped, fromBase64, fromHex]) {
        const decoded = chars < readCharsMax ? decode(read) : undefined;
        if (!decoded) continue;
        chars += decoded.text.length;
        next.push(view ? through(view, decoded) : decoded);
      }
    }
    found.push(...next);
    layer = next;
  }
  return found;
}

/** A view of a view as one of the source. */
function through(outer: View, { text, starts, ends }: View): View {
  return {
    text,
    starts: starts.map((start) => outer.starts[start] ?? 0),
    ends: ends.map((end) => outer.ends[end - 1] ?? 0),
  };
}

class Reading {
  private readonly parts: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  add(character: string, start: number, end: number): void {
    this.parts.push(character);
    for (let unit = 0; unit < character.length; unit += 1) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** Characters that stand for themselves. */
  copy(text: string, from: number, to: number): void {
    this.parts.push(text.slice(from, to));
    for (let position = from; position < to; position += 1) {
      this.starts.push(position);
      this.ends.push(position + 1);
    }
  }

  /** UTF-8; what is none stands for itself byte by byte. `place`: where byte number so and so came from. */
  addBytes(bytes: readonly number[], place: (byte: number) => [start: number, end: number]): void {
    let at = 0;
    while (at < bytes.length) {
      const { character, length } = characterAt(bytes, at);
      this.add(character, place(at)[0], place(at + length - 1)[1]);
      at += length;
    }
  }

  view(): View {
    return { text: this.parts.join(""), starts: this.starts, ends: this.ends };
  }
}

function characterAt(bytes: readonly number[], at: number): { character: string; length: number } {
  const first = bytes[at] ?? 0;
  const single = { character: String.fromCharCode(first), length: 1 };
  if (first < 0xc2) return single;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const rest = bytes.slice(at + 1, at + length);
  const isWhole = rest.length === length - 1 && rest.every((byte) => (byte & 0xc0) === 0x80);
  const code = rest.reduce((sum, byte) => sum * 64 + (byte & 0x3f), first & (0x7f >> length));
  return isWhole && code <= 0x10ffff ? { character: String.fromCodePoint(code), length } : single;
}

/** Every escape undone once; undefined where there is none. */
function unescaped(text: string): View | undefined {
  const reading = new Reading();
  let copied = 0;
  for (const { 0: written, index } of text.matchAll(escapes)) {
    const end = index + written.length;
    const character = written.startsWith("%") ? "" : escapedCharacter(written);
    if (character === undefined) continue;
    reading.copy(text, copied, index);
    if (written.startsWith("%")) {
      const bytes = (written.match(/[^%]{2}/g) ?? []).map((digits) => Number.parseInt(digits, 16));
      reading.addBytes(bytes, (byte) => [index + byte * 3, index + byte * 3 + 3]);
    } else reading.add(character, index, end);
    copied = end;
  }
  if (copied === 0) return undefined;
  reading.copy(text, copied, text.length);
  return reading.view();
}

const jsonLetters = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
const htmlNames = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
]);

/** What an escape of JSON or HTML stands for; undefined where it is none. */
function escapedCharacter(written: string): string | undefined {
  if (written.startsWith("\\u")) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  if (written.startsWith("\\")) return jsonLetters.get(written.charAt(1)) ?? written.charAt(1);
  if (!written.startsWith("&#")) return htmlNames.get(written);
  const isHex = /^&#x/i.test(written);
  const code = Number.parseInt(written.slice(isHex ? 3 : 2, -1), isHex ? 16 : 10);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

/** What each run of base64 digits holds, read from each of its first four digits on: where it begins is not known. */
function fromBase64(text: string): View | undefined {
  const reading = new Reading();
  let isEmpty = true;
  for (const { 0: run, index } of text.matchAll(base64Run)) {
    for (let skipped = 0; skipped < 4; skipped += 1) {
      isEmpty = false;
      const from = index + skipped;
      const bytes = base64Bytes(run.slice(skipped));
      reading.addBytes(bytes, (byte) => [from + Math.floor((byte * 4) / 3), from + Math.floor((byte * 4) / 3) + 2]);
      reading.add("\n", index + run.length, index + run.length);
    }
  }
  return isEmpty ? undefined : reading.view();
}

function base64Bytes(digits: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (let at = 0; at < digits.length; at += 1) {
    bits = ((bits << 6) | base64Value(digits.charCodeAt(at))) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
}

function base64Value(code: number): number {
  if (code >= 97) return code - 71;
  if (code === 95 || code === 47) return 63;
  if (code >= 65) return code - 65;
  return code >= 48 ? code + 4 : 62;
}

function fromHex(text: string): View | undefined {
  const reading = new Reading();
  let isEmpty = true;
  for (const { 0: run, index } of text.matchAll(hexRun)) {
    isEmpty = false;
    const bytes = (run.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));
    reading.addBytes(bytes, (byte) => [index + byte * 2, index + byte * 2 + 2]);
    reading.add("\n", index + run.length, index + run.length);
  }
  return isEmpty ? undefined : reading.view();
}
