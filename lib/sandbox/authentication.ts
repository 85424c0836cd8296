/**
 * Who may call the APIs of a workspace: its key as a bearer token, in `X-API-Key` or as the user name of Basic (with the
 * secret as the password, or with none), or an access token as a bearer token. When both headers are sent,
 * `Authorization` counts.
 */
import { readToken, type Scope, scopes } from "./access-token";
import { errorReply, type Reply } from "./reply";
import { isSameText } from "./same-text";
import type { WorkspaceCredentials } from "./workspace-key";

export type AuthenticationWay = "bearer" | "basic" | "header" | "oauth2";

export type Authenticated =
  | { ok: true; way: AuthenticationWay; scopes: readonly Scope[] }
  | { ok: false; reply: Reply };

/** Finds out who calls; the reply of a refusal is 401. `now` in milliseconds since 1970. */
export function authenticate(
  headers: Readonly<Record<string, string | undefined>>,
  credentials: WorkspaceCredentials,
  now: number,
): Authenticated {
  const authorization = headers.authorization?.trim();
  const apiKey = headers["x-api-key"]?.trim();
  if (authorization !== undefined) {
    const [scheme = "", value = ""] = authorization.split(/ +(.*)/s);
    if (/^basic$/i.test(scheme)) return checkBasic(value, credentials);
    if (/^bearer$/i.test(scheme)) return checkBearer(value, credentials, now);
    return refuse("invalid_key", "Authorization begins with Bearer or Basic, followed by a space.");
  }
  if (apiKey !== undefined)
    return isSameText(apiKey, credentials.key) ? accept("header") : refuse("invalid_key", wrongKey);
  return refuse("missing_key", "Send the workspace's key as Authorization: Bearer sandbox_key_… or as X-API-Key.");
}

/** The user name and the password of a Basic header's value; undefined when it holds none. */
export function readBasic(value: string): { username: string; password: string } | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return undefined;
  const pair = Buffer.from(value, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon < 0 ? undefined : { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

const wrongKey = "This key does not open this workspace. Copy it from the inspector page.";

function checkBearer(token: string, credentials: WorkspaceCredentials, now: number): Authenticated {
  if (isSameText(token, credentials.key)) return accept("bearer");
  const grant = readToken(token, credentials.secret);
  if (!grant) return refuse("invalid_key", wrongKey);
  if (grant.expiresAt > now) return { ok: true, way: "oauth2", scopes: grant.scopes };
  return refuse("expired_token", "This access token has expired. Ask for another one.", 'Bearer error="invalid_token"');
}

function checkBasic(value: string, { key, secret }: WorkspaceCredentials): Authenticated {
  const challenge = 'Basic realm="sandbox"';
  const pair = readBasic(value);
  if (!pair) return refuse("invalid_key", "This is not Base64 of a user name, a colon and a password.", challenge);
  if (!isSameText(pair.username, key)) return refuse("invalid_key", wrongKey, challenge);
  if (pair.password === "" || isSameText(pair.password, secret)) return accept("basic");
  return refuse(
    "invalid_secret",
    "The key is right, and its secret is not. Send the secret or no password.",
    challenge,
  );
}

function accept(way: AuthenticationWay): Authenticated {
  return { ok: true, way, scopes };
}

function refuse(code: string, message: string, challenge = 'Bearer realm="sandbox"'): Authenticated {
  return { ok: false, reply: errorReply(401, code, message, { headers: [["WWW-Authenticate", challenge]] }) };
}
