/** Keys with which scripts write to a project: shown once, stored as a keyed hash. */
import { createHmac, randomBytes } from "node:crypto";
import { env } from "./env";

export interface NewApiKey {
  /** What its owner copies: `lf_` and 256 random bits. */
  key: string;
  hash: string;
  last4: string;
}

export function newApiKey(random: (bytes: number) => Buffer = randomBytes): NewApiKey {
  const key = `lf_${random(32).toString("base64url")}`;
  return { key, hash: hashApiKey(key), last4: key.slice(-4) };
}

/** Keyed, so that a stolen table alone cannot be matched against keys that leaked elsewhere. */
export function hashApiKey(key: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`project-api-key:${key}`).digest("hex");
}
