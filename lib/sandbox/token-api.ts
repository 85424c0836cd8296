/**
 * OAuth 2 client credentials (RFC 6749, 4.4), at `/oauth/token` of a workspace. Client ID and secret come in a Basic
 * header or as parameters; these in a form, in JSON or, as some partners have it, in the query of a GET.
 */
import { z } from "zod";
import { issueToken, type Scope, scopes } from "./access-token";
import type { ApiCall } from "./api-call";
import { readBasic } from "./authentication";
import { jsonReply, type Reply } from "./reply";
import { isSameText } from "./same-text";
import type { WorkspaceCredentials } from "./workspace-key";

/** How long a token is good for, in seconds. */
export const tokenSeconds = 3600;

/** Answers one call. `now` in milliseconds since 1970. */
export function answerTokenApi(call: ApiCall, credentials: WorkspaceCredentials, now: number): Reply {
  if (call.method !== "POST" && call.method !== "GET") {
    return refuse(405, "invalid_request", `${call.method} is not offered here. Use POST.`, [["Allow", "GET, POST"]]);
  }
  if (call.body.isTooLarge) return refuse(413, "invalid_request", "The body is too large.");
  const parameters = readParameters(call);
  if (typeof parameters === "string") return refuse(400, "invalid_request", parameters);
  const refusal = checkClient(call, parameters, credentials);
  if (refusal) return refusal;
  const grantType = parameters.get("grant_type");
  if (grantType === undefined) return refuse(400, "invalid_request", "Send grant_type=client_credentials.");
  if (grantType !== "client_credentials") {
    return refuse(400, "unsupported_grant_type", "The only grant type here is client_credentials.");
  }
  const granted = readScopes(parameters.get("scope"));
  if (!granted) return refuse(400, "invalid_scope", `The scopes are ${scopes.join(", ")}, separated by spaces.`);
  const token = issueToken({ scopes: granted, expiresAt: now + tokenSeconds * 1000 }, credentials.secret);
  return jsonReply(200, {
    access_token: token,
    token_type: "Bearer",
    expires_in: tokenSeconds,
    scope: granted.join(" "),
  });
}

/** Whether the caller is the client of the workspace; what else may be wrong with the call is not asked. */
export function isClient(call: ApiCall, credentials: WorkspaceCredentials): boolean {
  if (call.body.isTooLarge) return false;
  const parameters = readParameters(call);
  return typeof parameters !== "string" && checkClient(call, parameters, credentials) === undefined;
}

const jsonParameters = z.record(z.string(), z.string());

/** The parameters by name, or what is wrong with them. */
function readParameters(call: ApiCall): Map<string, string> | string {
  const text = call.body.bytes.toString("utf8");
  const contentType = (call.headers["content-type"] ?? "").toLowerCase();
  if (contentType.startsWith("application/json")) {
    const parsed = jsonParameters.safeParse(parseJson(text));
    return parsed.success ? new Map(Object.entries(parsed.data)) : "The body is not a JSON object of texts.";
  }
  if (call.method === "POST" && text !== "" && !contentType.startsWith("application/x-www-form-urlencoded")) {
    return "Send application/x-www-form-urlencoded.";
  }
  const pairs = [...(call.method === "GET" ? call.query : new URLSearchParams(text))];
  const repeated = pairs.find(([name], index) => pairs.findIndex(([other]) => other === name) !== index);
  return repeated ? `${repeated[0].slice(0, 80)} is sent twice.` : new Map(pairs);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkClient(
  { headers }: ApiCall,
  parameters: ReadonlyMap<string, string>,
  { clientId, secret }: WorkspaceCredentials,
): Reply | undefined {
  const header = /^basic +(.*)$/i.exec(headers.authorization ?? "")?.[1];
  const basic = header === undefined ? undefined : readBasic(header);
  const id = basic ? basic.username : parameters.get("client_id");
  const password = basic ? basic.password : parameters.get("client_secret");
  const challenge: [string, string][] = [["WWW-Authenticate", 'Basic realm="sandbox"']];
  if (id === undefined || password === undefined) {
    const message = "Send client_id and client_secret, as parameters or in a Basic header.";
    return refuse(401, "invalid_client", message, challenge);
  }
  if (isSameText(id, clientId) && isSameText(password, secret)) return undefined;
  const message = "Client ID and secret do not open this workspace. Copy both from the inspector page.";
  return refuse(401, "invalid_client", message, challenge);
}

/** The scopes asked for; all of them when none is named, undefined when one is unknown. */
function readScopes(text = ""): readonly Scope[] | undefined {
  const asked = text.split(/\s+/).filter((name) => name !== "");
  if (asked.length === 0) return scopes;
  const known = scopes.filter((scope) => asked.includes(scope));
  return known.length === new Set(asked).size ? known : undefined;
}

/** RFC 6749, 5.2: the shape of every error of this endpoint. */
function refuse(status: number, error: string, description: string, headers: [string, string][] = []): Reply {
  return jsonReply(status, { error, error_description: description }, headers);
}
