import { inspect } from "node:util";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nastyText } from "@/lib/testing/definitions";
import { parseEnv } from "./env";
import {
  assertKeysKnown,
  isSameSecret,
  keyIdOf,
  SealedSecretError,
  SecretKeys,
  type SecretPlace,
} from "./sealed-secrets";
import { Secret } from "./secret";

const operatorKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const place: fc.Arbitrary<SecretPlace> = fc.record({
  organizationId: nastyText,
  table: fc.constantFrom("test_secret", "installation_secret"),
  row: fc.array(nastyText, { minLength: 1, maxLength: 3 }),
  field: nastyText,
});
const key = Buffer.alloc(32, 7);
const here: SecretPlace = { organizationId: "o", table: "test_secret", row: ["d", "u"], field: "f" };
const refusal = "A sealed secret could not be opened.";

/** What opening says, whatever it is. */
function attempt(keys: SecretKeys, sealed: string, where: SecretPlace): string {
  try {
    return `opened: ${keys.open(sealed, where).reveal()}`;
  } catch (error) {
    if (!(error instanceof SealedSecretError)) return `another error: ${error}`;
    return Object.keys(error).join() === "name" && error.cause === undefined ? error.message : "says too much";
  }
}

describe("sealing", () => {
  test("every text comes back as it was, and no two envelopes of it are the same", () => {
    fc.assert(
      fc.property(operatorKey, nastyText, place, (bytes, value, where) => {
        const keys = new SecretKeys(bytes);
        const sealed = keys.seal(new Secret(value), where);
        expect(keys.open(sealed, where).reveal()).toBe(value);
        expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
        expect(keyIdOf(sealed)).toBe(keys.currentId);
        expect(keys.seal(new Secret(value), where)).not.toBe(sealed);
      }),
    );
  });

  test("in another row, field, table or organization it does not open", () => {
    fc.assert(
      fc.property(nastyText, place, place, (value, where, elsewhere) => {
        fc.pre(JSON.stringify(where) !== JSON.stringify(elsewhere));
        const keys = new SecretKeys(key);
        const sealed = keys.seal(new Secret(value), where);
        expect(attempt(keys, sealed, elsewhere)).toBe(refusal);
        // One part after the other, too: what differs in all of them says nothing about each.
        for (const part of ["organizationId", "table", "row", "field"] as const) {
          if (JSON.stringify(where[part]) === JSON.stringify(elsewhere[part])) continue;
          expect(attempt(keys, sealed, { ...where, [part]: elsewhere[part] }), part).toBe(refusal);
        }
      }),
    );
  });

  test("parts of a place can't be shifted into each other", () => {
    const keys = new SecretKeys(key);
    const sealed = keys.seal(new Secret("s"), { ...here, row: ["a", "b"], field: "c" });
    const shifted: Partial<SecretPlace>[] = [
      { row: ["a"], field: "bc" },
      { row: ["ab"], field: "c" },
      { row: ["a", "b", "c"], field: "" },
      { row: ['a","b'], field: "c" },
    ];
    for (const parts of shifted) expect(attempt(keys, sealed, { ...here, ...parts })).toBe(refusal);
  });

  test("no changed character of an envelope goes unnoticed, in whatever spelling", () => {
    const keys = new SecretKeys(key);
    const sealed = keys.seal(new Secret("a secret"), here);
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ";
    for (let index = 0; index < sealed.length; index += 1) {
      for (const digit of digits) {
        if (sealed[index] === digit) continue;
        const changed = sealed.slice(0, index) + digit + sealed.slice(index + 1);
        expect(attempt(keys, changed, here), changed).toBe(refusal);
      }
    }
  });

  test("cut off, lengthened, joined of two, or no envelope at all: the same refusal", () => {
    const keys = new SecretKeys(key);
    fc.assert(
      fc.property(nastyText, nastyText, fc.nat(), nastyText, (one, other, cut, junk) => {
        const sealed = keys.seal(new Secret(one), here);
        const [head = "", id = "", iv = ""] = sealed.split(".");
        const [, , , bytes = ""] = keys.seal(new Secret(other), here).split(".");
        const wrong = [sealed.slice(0, cut % sealed.length), `${sealed}A`, [head, id, iv, bytes].join("."), junk];
        for (const text of wrong) expect(attempt(keys, text, here)).toBe(refusal);
      }),
    );
  });

  test("another installation's key opens nothing, even where its ID is put into the envelope", () => {
    fc.assert(
      fc.property(operatorKey, operatorKey, (one, other) => {
        fc.pre(!one.equals(other));
        const sealed = new SecretKeys(one).seal(new Secret("s"), here);
        const stranger = new SecretKeys(other);
        expect(attempt(stranger, sealed, here)).toBe(refusal);
        const [head, , iv, bytes] = sealed.split(".");
        expect(attempt(stranger, [head, stranger.currentId, iv, bytes].join("."), here)).toBe(refusal);
      }),
    );
  });

  test("a rotation keeps every value: old envelopes open beside new ones, and new ones without the old keys", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(operatorKey, { minLength: 2, maxLength: 4, selector: String }),
        nastyText,
        (all, value) => {
          const [newest = key, ...older] = all;
          const keys = new SecretKeys(newest, older);
          for (const each of older) {
            const old = new SecretKeys(each).seal(new Secret(value), here);
            const opened = keys.open(old, here);
            expect(opened.reveal()).toBe(value);
            expect(keyIdOf(old)).not.toBe(keys.currentId);
            expect(new SecretKeys(newest).open(keys.seal(opened, here), here).reveal()).toBe(value);
            expect(attempt(new SecretKeys(newest), old, here)).toBe(refusal);
          }
        },
      ),
    );
  });

  test("what was sealed by an earlier version opens: the way keys are derived is part of the format", () => {
    const sealed = "v1.-YVYyDMM.hjzmAVLbfH-2E2jv.3WoxaOfwNfWyAqjgmV0I13m70UJNB_bH8PJ7-jmvZfTQb0ha0GlO8JMIiSQ-E3MQ";
    expect(new SecretKeys(key).open(sealed, here).reveal()).toBe("a secret of an earlier version");
  });

  test("nothing of the operator's key shows in an ID or an envelope", () => {
    const keys = new SecretKeys(key);
    const shown =
      keys.seal(new Secret(""), here) + inspect(keys, { depth: 9, showHidden: true }) + JSON.stringify(keys);
    for (const encoding of ["hex", "base64", "base64url", "latin1"] as const) {
      expect(shown).not.toContain(key.toString(encoding).slice(0, 8));
    }
  });
});

describe("fingerprints", () => {
  test("are the same for the same secret of one place, and only there and then", () => {
    fc.assert(
      fc.property(nastyText, nastyText, place, place, (one, other, where, elsewhere) => {
        const keys = new SecretKeys(key);
        const print = keys.fingerprint(new Secret(one), where);
        expect(isSameSecret(print, keys.fingerprint(new Secret(one), where))).toBe(true);
        expect(isSameSecret(print, keys.fingerprint(new Secret(other), where))).toBe(one === other);
        const isSamePlace = JSON.stringify(where) === JSON.stringify(elsewhere);
        expect(isSameSecret(print, keys.fingerprint(new Secret(one), elsewhere))).toBe(isSamePlace);
      }),
    );
  });

  test("of two keys can't be compared, and neither can what is no fingerprint", () => {
    const print = new SecretKeys(key).fingerprint(new Secret("s"), here);
    const later = new SecretKeys(Buffer.alloc(32, 8), [key]).fingerprint(new Secret("s"), here);
    expect(isSameSecret(print, later)).toBeUndefined();
    for (const wrong of ["", "f1", print.slice(0, -1), `${print}A`]) {
      expect(isSameSecret(print, wrong)).toBeUndefined();
      expect(isSameSecret(wrong, wrong)).toBeUndefined();
    }
  });

  test("are HMACs under a key of their own that is derived from the operator's", () => {
    const keys = new SecretKeys(key);
    const derived = hkdf(sha256, key, undefined, utf8ToBytes("landfall/fingerprint/v1"), 32);
    const place = JSON.stringify(["v1", keys.currentId, "o", "test_secret", ["d", "u"], "f"]);
    const mac = hmac(sha256, derived, utf8ToBytes(`${place}\0"s"`)).slice(0, 16);
    const expected = `f1.${keys.currentId}.${Buffer.from(mac).toString("base64url")}`;
    expect(keys.fingerprint(new Secret("s"), here)).toBe(expected);
  });

  test("tell nothing to whoever guesses without the key", () => {
    const prints = new Set(
      [7, 8, 9].map((byte) => new SecretKeys(Buffer.alloc(32, byte)).fingerprint(new Secret("s"), here)),
    );
    expect(prints.size).toBe(3);
  });
});

test("a secret in memory shows itself only to whoever asks it", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 9 }).filter((text) => !"[secret]{}".includes(text)),
      (value) => {
        const secret = new Secret(value);
        const seen = [
          String(secret),
          `${secret}`,
          `x${secret}`,
          JSON.stringify({ secret, list: [secret] }),
          inspect(secret, { depth: 9, showHidden: true }),
          inspect({ nested: [secret] }, { depth: 9, showHidden: true, customInspect: false }),
          JSON.stringify({ ...secret }),
          JSON.stringify(structuredClone(secret)),
          Object.entries(secret).join(),
          Object.prototype.toString.call(secret),
          new Error(`${secret}`).message,
        ];
        for (const text of seen) expect(text.includes(value), text).toBe(false);
        expect(secret.reveal()).toBe(value);
      },
    ),
  );
});

test("the environment takes several older keys, and refuses one that is none without printing it", () => {
  const base = {
    DATABASE_URL: "postgres://x/y",
    AUTH_SECRET: "a".repeat(32),
    ENCRYPTION_KEY: key.toString("base64"),
  };
  const older = [1, 2].map((byte) => Buffer.alloc(32, byte).toString("base64"));
  expect(parseEnv(base).ENCRYPTION_KEY_PREVIOUS).toEqual([]);
  expect(parseEnv({ ...base, ENCRYPTION_KEY_PREVIOUS: older.join(" , ") }).ENCRYPTION_KEY_PREVIOUS).toEqual([
    Buffer.alloc(32, 1),
    Buffer.alloc(32, 2),
  ]);
  const wrong = () => parseEnv({ ...base, ENCRYPTION_KEY_PREVIOUS: `${older[0]},c2hvcnQ=` });
  expect(wrong).toThrow(/ENCRYPTION_KEY_PREVIOUS\.1: must be 32 bytes/);
  expect(wrong).not.toThrow(/c2hvcnQ/);
});

test("a missing key is named by its ID with the number of secrets that need it; a key that nothing needs is no matter", () => {
  const [old, current] = [new SecretKeys(Buffer.alloc(32, 8)), new SecretKeys(key)];
  const counts = new Map([
    [old.currentId, 1_200],
    [current.currentId, 1],
  ]);
  expect(() => assertKeysKnown(current, counts)).toThrow(`${old.currentId} (1,200 secrets). Put that key`);
  expect(() => assertKeysKnown(new SecretKeys(key, [Buffer.alloc(32, 8)]), counts)).not.toThrow();
  expect(() => assertKeysKnown(current, new Map())).not.toThrow();
});
