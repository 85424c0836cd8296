import fc from "fast-check";
import { expect, test } from "vitest";
import { nastyText } from "@/lib/testing/definitions";
import { ByteWriter, literalOf } from "./byte-writer";

const anyText = fc.oneof(
  nastyText,
  fc.string({
    unit: fc.constantFrom("a", "b", '"', "\\", "é", "日", "😀", "\ud83d", "\ude00", "\u0000", "\u007f", "\u2028"),
  }),
  fc
    .tuple(fc.constantFrom("x", "é", "\ud800", "\n"), fc.integer({ min: 250, max: 600 }))
    .map(([text, count]) => text.repeat(count)),
);

/** What a writer writes, starting with a buffer of a few bytes. */
function written(size: number, write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter(new ArrayBuffer(size));
  write(writer);
  return writer.buffer.slice(0, writer.position);
}

const encoded = (text: string) => new TextEncoder().encode(text);
const size = fc.integer({ min: 0, max: 64 });

test("a text is its UTF-8", () => {
  fc.assert(
    fc.property(anyText, size, (text, bytes) => {
      expect(written(bytes, (writer) => writer.text(text))).toEqual(encoded(text));
    }),
    { numRuns: 2_000 },
  );
});

test("an escaped text is what JSON.stringify puts between quotes", () => {
  fc.assert(
    fc.property(anyText, size, (text, bytes) => {
      const json = JSON.stringify(text).slice(1, -1);
      expect(written(bytes, (writer) => writer.escaped(text))).toEqual(encoded(json));
    }),
    { numRuns: 2_000 },
  );
});

test("pieces stand one after the other, whatever the buffer", () => {
  const piece = fc.tuple(fc.constantFrom("literal" as const, "text" as const), anyText);
  fc.assert(
    fc.property(fc.array(piece), size, (pieces, bytes) => {
      const result = written(bytes, (writer) => {
        for (const [kind, text] of pieces) {
          if (kind === "literal") writer.literal(literalOf(text));
          else writer.text(text);
        }
      });
      expect(Buffer.from(result).equals(Buffer.concat(pieces.map(([, text]) => encoded(text))))).toBe(true);
    }),
  );
});

test("every UTF-16 unit is escaped as JSON.stringify escapes it", () => {
  for (let code = 0; code <= 0xffff; code += 1) {
    const text = `a${String.fromCharCode(code)}`;
    const result = written(16, (writer) => writer.escaped(text));
    if (!Buffer.from(result).equals(encoded(JSON.stringify(text).slice(1, -1))))
      throw new Error(`U+${code.toString(16)}`);
  }
});
