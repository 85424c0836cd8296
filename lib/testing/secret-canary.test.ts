import { expect, test } from "vitest";
import { aCanary, canariesIn, derivations, type Encoding, encodings, encodingsIn } from "./secret-canary";

const canaries = [aCanary("one"), aCanary("other")];
const [one, other] = canaries;

test("a canary is found in every encoding, also inside another text and in part", () => {
  for (const [name, encode] of Object.entries(encodings)) {
    const written = encode(one?.value ?? "");
    expect(canariesIn(`{"before": "${written}", "after": 1}`, canaries), name).toEqual(["one"]);
    expect(canariesIn(written.slice(0, -14), canaries), `${name}, cut off`).toEqual(["one"]);
  }
  const hidden = [
    Buffer.from(one?.value ?? "").toString("hex"),
    Buffer.from(one?.value ?? "").toString("base64url"),
    [...(one?.value ?? "")].map((character) => `%${character.charCodeAt(0).toString(16)}`).join(""),
    [...(one?.value ?? "")].map((character) => `&#${character.charCodeAt(0)};`).join(""),
    [...(one?.value ?? "")].map((character) => `\\u00${character.charCodeAt(0).toString(16)}`).join(""),
  ];
  for (const text of hidden) expect(canariesIn(text, canaries), text).toEqual(["one"]);
});

test("what a port or an idempotency key has in common with a canary by chance is not taken for it", () => {
  const written = (encode: (text: string) => string, end: number) => encode(one?.core.slice(3, end) ?? "");
  for (const [name, encode] of Object.entries(encodings)) {
    expect(canariesIn(`7b22${written(encode, 8)}7d`, canaries), name).toEqual([]);
  }
  for (const encode of [encodings.plain, encodings.hexadecimal, encodings["hexadecimal, capitals"]]) {
    expect(canariesIn(`7b22${written(encode, 13)}7d`, canaries)).toEqual(["one"]);
  }
});

test("what a filter makes of a canary is found too", () => {
  for (const [name, derive] of Object.entries(derivations)) {
    const made = derive(one?.value ?? "");
    expect(canariesIn(`x-key: ${made}`, canaries), name).toEqual(["one"]);
    expect(canariesIn(Buffer.from(made.slice(0, 24)).toString("utf8"), canaries), `${name}, cut off`).toEqual(["one"]);
  }
});

test("what holds no canary is not taken for one, and each encoding is told from the others", () => {
  expect(canariesIn("nothing of it, •••••• and bm90aGluZyBvZiBpdA==", canaries)).toEqual([]);
  expect(canariesIn(`${one?.value} ${other?.value}`, canaries)).toEqual(["one", "other"]);
  const names = Object.keys(encodings).filter((name): name is Encoding => name in encodings);
  for (const name of names) {
    if (one) expect(encodingsIn(encodings[name](one.value), one)).toEqual([name]);
  }
});
