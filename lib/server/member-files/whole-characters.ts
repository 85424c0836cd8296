import "server-only";
import { isUtf8 } from "node:buffer";
import type { AppError } from "@/lib/errors";
import { wrongLine } from "./member-row";

const empty: Buffer = Buffer.alloc(0);

/**
 * Cuts a stream of bytes where characters end, and refuses what is not UTF-8: decoded all the same, it would store
 * replacement characters in place of people's names and nobody would know.
 */
export class WholeCharacters {
  #rest = empty;
  #lines = 0;

  /** As many bytes as make whole characters; the others come with the next piece. */
  push(piece: Uint8Array): Buffer {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const end = all.length - unfinishedBytes(all);
    const whole = all.subarray(0, end);
    if (!isUtf8(whole)) throw notUtf8(this.#lines + linesBeforeFault(whole));
    this.#lines += countLines(whole);
    this.#rest = Buffer.from(all.subarray(end));
    return whole;
  }

  end(): void {
    if (this.#rest.length > 0) throw notUtf8(this.#lines);
  }
}

/** How many bytes at the end begin a character that isn't complete yet: at most three. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** Line breaks before the first line that can't be read. */
function linesBeforeFault(bytes: Buffer): number {
  let lines = 0;
  for (let from = 0; ; lines += 1) {
    const end = bytes.indexOf(10, from);
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return lines;
    from = end + 1;
  }
}

function notUtf8(linesBefore: number): AppError {
  return wrongLine(
    linesBefore + 1,
    "This is not UTF-8 text. Save the file with the encoding UTF-8, then load it again.",
  );
}
