/**
 * The limit: a writer made by hand for exactly one body. It knows where everything stands, copies printable ASCII
 * through a table, and leaves any other value to `JSON.stringify`.
 */
import type { Row } from "@/lib/destination/batch-renderer";
import type { ItemShape } from "./render-engines";

const safe = new Uint8Array(65_536);
for (let code = 0x20; code < 0x7f; code += 1) safe[code] = code === 0x22 || code === 0x5c ? 0 : 1;

const head = Buffer.from('{"users": [');
const email = Buffer.from('{"email": "');
const id = Buffer.from('", "id": "');
const close = Buffer.from('"},');
const tail = Buffer.from("]}");

let buffer = Buffer.allocUnsafe(1 << 20);
let at = 0;

function reserve(bytes: number): void {
  if (at + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + bytes));
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

function put(bytes: Buffer): void {
  for (let index = 0; index < bytes.length; index += 1) buffer[at + index] = bytes[index] ?? 0;
  at += bytes.length;
}

function putText(text: string): void {
  const { length } = text;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (safe[code] === 0) {
      at += buffer.write(JSON.stringify(text).slice(1, -1), at);
      return;
    }
    buffer[at + index] = code;
  }
  at += length;
}

export function handWriter(shape: ItemShape): (rows: readonly Row[]) => Uint8Array {
  const write = shape === "objects" ? writeObjects : writeIds;
  return (rows) => {
    at = 0;
    reserve(head.length);
    put(head);
    write(rows);
    // Over the last comma.
    at -= 1;
    reserve(tail.length);
    put(tail);
    return buffer.subarray(0, at);
  };
}

function writeObjects(rows: readonly Row[]): void {
  for (const row of rows) {
    const address = row[0];
    const userId = row[1];
    if (typeof address !== "string" || typeof userId !== "string") throw new Error("Texts only.");
    reserve((address.length + userId.length) * 6 + 24);
    put(email);
    putText(address);
    put(id);
    putText(userId);
    put(close);
  }
}

function writeIds(rows: readonly Row[]): void {
  for (const row of rows) {
    const userId = row[0];
    if (typeof userId !== "string") throw new Error("Texts only.");
    reserve(userId.length * 6 + 3);
    buffer[at] = 0x22;
    at += 1;
    putText(userId);
    buffer[at] = 0x22;
    buffer[at + 1] = 0x2c;
    at += 2;
  }
}
