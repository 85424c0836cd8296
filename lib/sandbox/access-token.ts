/**
 * The access tokens of the OAuth 2 way in. A token says its scopes and its end by itself, sealed with the workspace's
 * secret: nothing is stored, and a restart of the sandbox ends none.
 */
import { createHmac, randomBytes } from "node:crypto";
import { isSameText } from "./same-text";

export const scopes = ["lists", "users", "events"] as const;
export type Scope = (typeof scopes)[number];

const prefix = "sandbox_token_";

export interface TokenGrant {
  scopes: readonly Scope[];
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Issues a token; no two are the same. */
export function issueToken(grant: TokenGrant, workspaceSecret: string): string {
  const mask = scopes.reduce((sum, scope, bit) => sum + (grant.scopes.includes(scope) ? 2 ** bit : 0), 0);
  const content = `${mask}.${grant.expiresAt.toString(36)}.${randomBytes(6).toString("hex")}`;
  return `${prefix}${content}.${seal(content, workspaceSecret)}`;
}

/** What a token grants; undefined for one that was not issued with this secret. Whether it has expired is not asked. */
export function readToken(token: string, workspaceSecret: string): TokenGrant | undefined {
  if (!token.startsWith(prefix)) return undefined;
  const [mask = "", expiry = "", nonce = "", given = ""] = token.slice(prefix.length).split(".");
  if (!isSameText(given, seal(`${mask}.${expiry}.${nonce}`, workspaceSecret))) return undefined;
  return {
    scopes: scopes.filter((_, bit) => Math.floor(Number(mask) / 2 ** bit) % 2 === 1),
    expiresAt: Number.parseInt(expiry, 36),
  };
}

function seal(content: string, workspaceSecret: string): string {
  return createHmac("sha256", workspaceSecret).update(`token:${content}`).digest("hex").slice(0, 24);
}
