/** Secrets in the database: AES-256-GCM, with the ID of their key, bound to the one place they belong to (SECURITY 4). */
import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "./env";
import { Secret } from "./secret";

/** Where a sealed secret belongs. Moved to any other table, row, field or organization it does not open. */
export interface SecretPlace {
  organizationId: string;
  table: string;
  /** The row's key: all of it, in an order that never changes. */
  row: readonly string[];
  field: string;
}

/** Why a secret did not open is told to nobody: a wrong key, another place and changed bytes look the same. */
export class SealedSecretError extends Error {
  constructor() {
    super("A sealed secret could not be opened.");
    this.name = "SealedSecretError";
  }
}

interface Key {
  id: string;
  sealing: Buffer;
  fingerprints: Buffer;
}

const version = "v1";
const ivBytes = 12;
const tagBytes = 16;
const keyIdBytes = 6;

/** An operator's key is never used itself: each purpose has a key of its own, and so has its ID. */
function keyOf(operatorKey: Buffer): Key {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", operatorKey, Buffer.alloc(0), `landfall/${purpose}/v1`, bytes));
  return {
    id: derive("key-id", keyIdBytes).toString("base64url"),
    sealing: derive("seal", 32),
    fingerprints: derive("fingerprint", 32),
  };
}

interface Envelope {
  keyId: string;
  iv: Buffer;
  /** Ciphertext, then the tag. */
  bytes: Buffer;
}

const envelopePattern = /^v1\.([\w-]{8})\.([\w-]{16})\.([\w-]+)$/;

function parseEnvelope(sealed: string): Envelope | undefined {
  const [, keyId = "", ivText = "", text = ""] = envelopePattern.exec(sealed) ?? [];
  const iv = Buffer.from(ivText, "base64url");
  const bytes = Buffer.from(text, "base64url");
  // Base64 can spell the same bytes in several ways: only the one that we write is ours.
  const isOurs = bytes.toString("base64url") === text && bytes.length > tagBytes && iv.length === ivBytes;
  return isOurs ? { keyId, iv, bytes } : undefined;
}

/** The key that a sealed secret needs, for counting; undefined where it is none of ours. */
export function keyIdOf(sealed: string): string | undefined {
  return parseEnvelope(sealed)?.keyId;
}

/** JSON keeps the parts apart whatever is in them, so that no two places look alike. */
function boundTo(keyId: string, { organizationId, table, row, field }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, organizationId, table, row, field]), "utf8");
}

/** The keys of an installation: the current one seals, all of them open. */
export class SecretKeys {
  readonly #current: Key;
  readonly #keys: ReadonlyMap<string, Key>;

  /** Each key is 32 bytes. */
  constructor(current: Buffer, previous: readonly Buffer[] = []) {
    this.#current = keyOf(current);
    this.#keys = new Map([...previous.map(keyOf), this.#current].map((key) => [key.id, key]));
  }

  /** The ID of the key that seals now. It tells nothing about the key. */
  get currentId(): string {
    return this.#current.id;
  }

  knows(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  /** `v1.<key ID>.<iv>.<ciphertext and tag>`, with a fresh iv each time. */
  seal(secret: Secret, place: SecretPlace): string {
    const { id, sealing } = this.#current;
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv("aes-256-gcm", sealing, iv, { authTagLength: tagBytes });
    cipher.setAAD(boundTo(id, place));
    // As JSON every text comes back as it was, halves of surrogate pairs too.
    const plain = Buffer.from(JSON.stringify(secret.reveal()), "utf8");
    const bytes = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return [version, id, iv.toString("base64url"), bytes.toString("base64url")].join(".");
  }

  /** The secret, or a SealedSecretError that is the same for every reason. */
  open(sealed: string, place: SecretPlace): Secret {
    const envelope = parseEnvelope(sealed);
    const key = envelope && this.#keys.get(envelope.keyId);
    if (!key) throw new SealedSecretError();
    const { keyId, iv, bytes } = envelope;
    try {
      const decipher = createDecipheriv("aes-256-gcm", key.sealing, iv, { authTagLength: tagBytes });
      decipher.setAAD(boundTo(keyId, place));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const plain = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
      const value: unknown = JSON.parse(plain.toString("utf8"));
      if (typeof value === "string") return new Secret(value);
    } catch {
      // Neither the reason nor anything that the library says about it goes further.
    }
    throw new SealedSecretError();
  }

  /**
   * A keyed hash by which two secrets of one place can be compared by whoever knows neither. Without the key it can't be
   * guessed at; the same secret in another field, row or organization has another one.
   */
  fingerprint(secret: Secret, place: SecretPlace): string {
    const { id, fingerprints } = this.#current;
    const mac = createHmac("sha256", fingerprints)
      .update(boundTo(id, place))
      .update("\0")
      .update(JSON.stringify(secret.reveal()))
      .digest();
    return `f1.${id}.${mac.subarray(0, 16).toString("base64url")}`;
  }
}

const fingerprintPattern = /^f1\.([\w-]{8})\.[\w-]{22}$/;

/** Whether two fingerprints of one place are of the same secret; undefined where a key was changed between them. */
export function isSameSecret(left: string, right: string): boolean | undefined {
  const keyIds = [left, right].map((fingerprint) => fingerprintPattern.exec(fingerprint)?.[1]);
  if (keyIds[0] === undefined || keyIds[0] !== keyIds[1]) return undefined;
  return timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

/**
 * Refuses when secrets were sealed with a key that isn't there. `counts`: how many each key seals, by the key's ID. The
 * message is for the operator: it names IDs, which tell nothing about the keys.
 */
export function assertKeysKnown(keys: SecretKeys, counts: ReadonlyMap<string, number>): void {
  const missing = [...counts].filter(([keyId]) => !keys.knows(keyId));
  if (missing.length === 0) return;
  const list = missing.map(([keyId, count]) => `${keyId} (${secretsInWords(count)})`).join(", ");
  throw new Error(
    `Stored secrets were sealed with a key that is missing: ${list}. Put that key into ENCRYPTION_KEY_PREVIOUS. If it is lost, so are these secrets: delete them (docs/operators.md says how), and have people enter them again.`,
  );
}

/** “1 secret”, “1,200 secrets”. */
export function secretsInWords(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "secret" : "secrets"}`;
}

let keys: SecretKeys | undefined;

/** The keys that the environment of this process names. */
export function secretKeys(): SecretKeys {
  const { ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS } = env();
  keys ??= new SecretKeys(ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS);
  return keys;
}
