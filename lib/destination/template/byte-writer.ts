/**
 * JSON as UTF-8 bytes, written in one pass into a buffer that grows. Nearly all values are printable ASCII, which is
 * copied four characters at a time; a value with anything else goes through `JSON.stringify`, which knows every escape.
 */

/** 1 for each UTF-16 unit that stands for itself in a JSON string and takes one byte. */
const safe = new Uint8Array(65_536);
for (let code = 0x20; code < 0x7f; code += 1) if (code !== 0x22 && code !== 0x5c) safe[code] = 1;

/** The most bytes that one UTF-16 unit can become: `\u001f`. */
export const bytesPerUnitMax = 6;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Texts from this length on are left to the platform's encoder, which is faster once it is called. */
const longText = 256;

/** Bytes that are written again and again, also as words: four at a time is several times as fast as one. */
export interface Literal {
  bytes: Uint8Array;
  /** The first four bytes: many literals are no longer. */
  first: number;
  /** All bytes, four a word. */
  words: Int32Array;
}

export function literalOf(text: string): Literal {
  const bytes = encoder.encode(text);
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const words = Int32Array.from({ length: padded.length / 4 }, (_, index) => view.getInt32(index * 4, true));
  return { bytes, first: words[0] ?? 0, words };
}

/** A literal may write this many bytes beyond its end, before something else is written there. */
const slack = 4;

export class ByteWriter {
  position = 0;
  buffer: Uint8Array;
  view: DataView;

  constructor(buffer: ArrayBufferLike) {
    this.buffer = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }

  /** Starts anew in another buffer. */
  begin(buffer: ArrayBufferLike): void {
    this.position = 0;
    this.buffer = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }

  /** Room for that many more bytes. The buffer may be another one afterwards. */
  reserve(bytes: number): void {
    const needed = this.position + bytes + slack;
    if (needed > this.buffer.length) this.grow(needed);
  }

  literal(literal: Literal): void {
    this.reserve(literal.bytes.length);
    this.position = putLiteral(this, this.position, literal);
  }

  /** A text as it is. */
  text(text: string): void {
    this.reserve(text.length * bytesPerUnitMax);
    this.position = putUtf8(this.buffer, this.position, text);
  }

  /** A text as it stands between the quotes of a JSON string. */
  escaped(text: string): void {
    this.reserve(text.length * bytesPerUnitMax);
    this.position = putEscaped(this, this.position, text);
  }

  textBetween(start: number, end: number): string {
    return decoder.decode(this.buffer.subarray(start, end));
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.position));
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

type Place = Pick<ByteWriter, "buffer" | "view">;

/** Puts a literal that there is room for, and returns where it ends. */
export function putLiteral({ buffer, view }: Place, at: number, { bytes, first, words }: Literal): number {
  if (bytes.length > longText) {
    buffer.set(bytes, at);
  } else {
    view.setInt32(at, first, true);
    for (let index = 1; index < words.length; index += 1) view.setInt32(at + index * 4, words[index] ?? 0, true);
  }
  return at + bytes.length;
}

/** Puts a text escaped for a JSON string, six bytes a unit at most, and returns where it ends. */
export function putEscaped({ buffer, view }: Place, at: number, text: string): number {
  const { length } = text;
  const whole = length - (length % 4);
  let index = 0;
  for (; index < whole; index += 4) {
    const first = text.charCodeAt(index);
    const second = text.charCodeAt(index + 1);
    const third = text.charCodeAt(index + 2);
    const fourth = text.charCodeAt(index + 3);
    if (((safe[first] ?? 0) & (safe[second] ?? 0) & (safe[third] ?? 0) & (safe[fourth] ?? 0)) === 0) {
      return putUtf8(buffer, at, JSON.stringify(text).slice(1, -1));
    }
    view.setInt32(at + index, first | (second << 8) | (third << 16) | (fourth << 24), true);
  }
  for (; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (safe[code] === 0) return putUtf8(buffer, at, JSON.stringify(text).slice(1, -1));
    buffer[at + index] = code;
  }
  return at + length;
}

/** Puts a text as UTF-8, three bytes a unit at most, and returns where it ends; half a character becomes U+FFFD. */
function putUtf8(buffer: Uint8Array, at: number, text: string): number {
  if (text.length >= longText) return at + encoder.encodeInto(text, buffer.subarray(at)).written;
  let end = at;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      buffer[end] = code;
      end += 1;
    } else if (code < 0x800) {
      buffer[end] = 0xc0 | (code >> 6);
      buffer[end + 1] = 0x80 | (code & 0x3f);
      end += 2;
    } else if (code < 0xd800 || code > 0xdfff) {
      end = putThree(buffer, end, code);
    } else {
      const low = text.charCodeAt(index + 1);
      const isPair = code < 0xdc00 && low >= 0xdc00 && low <= 0xdfff;
      end = isPair
        ? putFour(buffer, end, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00))
        : putThree(buffer, end, 0xfffd);
      if (isPair) index += 1;
    }
  }
  return end;
}

function putThree(buffer: Uint8Array, at: number, point: number): number {
  buffer[at] = 0xe0 | (point >> 12);
  buffer[at + 1] = 0x80 | ((point >> 6) & 0x3f);
  buffer[at + 2] = 0x80 | (point & 0x3f);
  return at + 3;
}

function putFour(buffer: Uint8Array, at: number, point: number): number {
  buffer[at] = 0xf0 | (point >> 18);
  buffer[at + 1] = 0x80 | ((point >> 12) & 0x3f);
  buffer[at + 2] = 0x80 | ((point >> 6) & 0x3f);
  buffer[at + 3] = 0x80 | (point & 0x3f);
  return at + 4;
}
