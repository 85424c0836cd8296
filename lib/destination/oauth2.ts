/** Access tokens by OAuth 2 client credentials (RFC 6749 section 4.4): what is asked, and what the answer means. */
import type { Authentication, DestinationDefinition, OAuth2 } from "./definition";
import { type EndpointKey, endpointAt, endpointPath } from "./endpoints";
import { isRetriedByDefault, type Outcome } from "./error-catalog";
import type { Exchange, PartnerRequest, WireHeader } from "./exchange";
import type { DocumentPath } from "./finding";
import { isLosslessNumber, type JsonValue, parseJson } from "./json";
import { clientPair } from "./mask-secrets";
import { tokenFailureType } from "./own-failure";
import { authorityOf } from "./request";
import { landfallVersion } from "./request-header";
import { type PartProblem, type RequestProblem, renderProblem, requestProblem } from "./request-problem";
import { batchScope, type CallValues } from "./request-values";
import { looksLikeHtml } from "./response";
import { memberOf } from "./response-path";
import { base64 } from "./template/base64";
import { parseTemplate } from "./template/parse";
import { type Lookup, type Rendered, renderText } from "./template/render";
import { renderUrl } from "./template/url";
import { urlEncode } from "./template/url-encode";

export type BuiltTokenRequest = { ok: true; request: PartnerRequest } | { ok: false; problems: RequestProblem[] };

/** A token longer than this fits into no header. */
const tokenCharsMax = 8_000;

/** The authentication of an endpoint, if it is by a token that has to be asked for, and where that is written. */
export function oauth2Of(
  definition: DestinationDefinition,
  key: EndpointKey,
): { oauth2: OAuth2; path: DocumentPath } | undefined {
  const own = endpointAt(definition, key)?.authentication;
  const inUse: Authentication = own ?? definition.authentication;
  if (inUse.method !== "oauth2") return undefined;
  const base: DocumentPath = own ? [...endpointPath(definition, key), "authentication"] : ["authentication"];
  return { oauth2: inUse.oauth2, path: [...base, "oauth2"] };
}

/**
 * The request for the token that an endpoint's calls carry; undefined where they carry none. It knows the answers of
 * the setup modal and what is the same for the whole project, and nothing of a cohort or a user: one token serves all.
 */
export function buildTokenRequest(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: CallValues,
): BuiltTokenRequest | undefined {
  const found = oauth2Of(definition, key);
  if (!found) return undefined;
  const { lookup } = batchScope(definition, "testConnection", { ...values, accessToken: undefined });
  const writer = new TokenRequestWriter(definition, found.oauth2, found.path, lookup);
  const request = writer.write();
  if (request) return { ok: true, request };
  return { ok: false, problems: writer.problems.map((problem) => requestProblem(definition, key, values, problem)) };
}

class TokenRequestWriter {
  readonly problems: PartProblem[] = [];

  constructor(
    private readonly definition: DestinationDefinition,
    private readonly oauth2: OAuth2,
    private readonly path: DocumentPath,
    private readonly lookup: Lookup,
  ) {}

  write(): PartnerRequest | undefined {
    const { method } = this.oauth2;
    const url = this.url();
    const client = this.client();
    const parameters = this.parameters();
    if (url === undefined || !client || this.problems.length > 0) return undefined;
    const place = this.credentialsIn();
    const credentials = form([
      ["client_id", client.id],
      ["client_secret", client.secret],
    ]);
    const inQuery = [method === "GET" ? parameters : "", place === "query" ? credentials : ""];
    const inBody = [method === "POST" ? parameters : "", place === "body" ? credentials : ""];
    const body = inBody.filter((part) => part !== "").join("&");
    const headers: WireHeader[] = [];
    if (method === "POST") headers.push({ name: "Content-Type", value: "application/x-www-form-urlencoded" });
    if (place === "header")
      headers.push({ name: "Authorization", value: `Basic ${base64(clientPair(client.id, client.secret))}` });
    headers.push({ name: "Accept", value: "application/json" });
    headers.push({ name: "User-Agent", value: `Landfall/${landfallVersion}` });
    return { method, url: withQuery(url, inQuery), headers, ...(method === "POST" ? { body } : {}) };
  }

  /** A GET has no body to put them in. */
  private credentialsIn(): OAuth2["credentialsIn"] {
    const { method, credentialsIn } = this.oauth2;
    return method === "GET" && credentialsIn === "body" ? "query" : credentialsIn;
  }

  private url(): string | undefined {
    const path = [...this.path, "tokenUrl"];
    const text = this.oauth2.tokenUrl.trim();
    if (text === "") {
      this.problems.push({ path, label: "access token", message: "Enter the token URL." });
      return undefined;
    }
    const rendered = renderUrl(parseTemplate(text, "text"), this.lookup, { authority: authorityOf(this.definition) });
    return this.textOf(rendered, path, "token URL");
  }

  private client(): { id: string; secret: string } | undefined {
    const id = this.credential("clientId", "the client ID");
    const secret = this.credential("clientSecret", "the client secret");
    return id === undefined || secret === undefined ? undefined : { id, secret };
  }

  private credential(name: "clientId" | "clientSecret", what: string): string | undefined {
    const path = [...this.path, name];
    const variable = this.oauth2[name];
    const label = "access token";
    if (variable === "") {
      this.problems.push({ path, label, message: `Choose the variable that holds ${what}.` });
      return undefined;
    }
    const value = this.lookup([variable]);
    if (typeof value === "string") return value;
    const message = `$${variable} has no value.`;
    this.problems.push({ path, label, message, tokenPath: [variable], isMissing: true });
    return undefined;
  }

  /** Everything but the credentials. A parameter of one's own replaces a usual one of that name. */
  private parameters(): string {
    const { scope, parameters } = this.oauth2;
    const all = new Map([["grant_type", "client_credentials"]]);
    if (scope.trim() !== "") all.set("scope", scope.trim());
    for (const [index, { name, value }] of parameters.entries()) {
      if (name.trim() === "" && value === "") continue;
      const path = [...this.path, "parameters", index, "value"];
      const label = `token parameter ${name.trim()}`.trim();
      if (name.trim() === "") {
        this.problems.push({ path: [...this.path, "parameters", index, "name"], label, message: "It has no name." });
        continue;
      }
      const text = this.textOf(renderText(parseTemplate(value, "text"), this.lookup), path, label);
      if (text !== undefined) all.set(name.trim(), text);
    }
    return form([...all]);
  }

  private textOf(rendered: Rendered, path: DocumentPath, label: string): string | undefined {
    if (rendered.ok) return rendered.text;
    for (const problem of rendered.problems) this.problems.push(renderProblem(path, label, problem));
    return undefined;
  }
}

function form(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `${urlEncode(name)}=${urlEncode(value)}`).join("&");
}

function withQuery(url: string, parts: readonly string[]): string {
  const query = parts.filter((part) => part !== "").join("&");
  if (query === "") return url;
  if (!url.includes("?")) return `${url}?${query}`;
  return /[?&]$/.test(url) ? url + query : `${url}&${query}`;
}

/** What the partner gave: the token, and for how long it is good where the partner says so. */
export interface AccessToken {
  value: string;
  expiresInSeconds?: number;
}

export interface TokenAnswer {
  outcome: Outcome;
  /** Of a success. */
  token?: AccessToken;
}

/** What the answer of a token URL means; of a failure, in words for the people who entered the credentials. */
export function readTokenAnswer(exchange: Exchange, { clientSecret, scope }: OAuth2): TokenAnswer {
  const { failure, response } = exchange;
  if (failure || !response) {
    const status = failure?.kind ?? "network";
    const isOurs = status === "refused" || status === "cancelled";
    const detail = failure?.detail ?? "No response was recorded.";
    return { outcome: failed(isOurs ? status : tokenFailureType, `No access token was obtained. ${detail}`, status) };
  }
  const document = parseJson(response.body);
  if (response.status >= 200 && response.status <= 299) {
    const token = readToken(document);
    if (typeof token !== "string") {
      const message = `The partner gave an access token (status ${response.status}).`;
      return {
        outcome: { kind: "success", type: "success", message, retry: false, status: `${response.status}` },
        token,
      };
    }
    const reason = looksLikeHtml(response.body) ? "The token URL answered with an HTML page instead of JSON." : token;
    return { outcome: failed(tokenFailureType, reason, "invalid_response") };
  }
  const code = textAt(document, "error");
  const description = textAt(document, "error_description") ?? textAt(document, "message");
  const said = description ? ` The partner says: “${shorten(description)}”` : "";
  const outcome = failed(
    tokenFailureType,
    `${reasonFor(code, response.status, scope)}${said}`,
    String(response.status),
  );
  const isRefused = code === undefined ? [401, 403].includes(response.status) : credentialErrors.has(code);
  return { outcome: isRefused && clientSecret !== "" ? { ...outcome, field: clientSecret } : outcome };
}

const credentialErrors = new Set(["invalid_client", "unauthorized", "unauthorized_client", "access_denied"]);

/** The errors of RFC 6749 section 5.2 in words that say what to do. */
function reasonFor(code: string | undefined, status: number, scope: string): string {
  const refused = "The client ID or the client secret was not accepted. Check them and save the settings again.";
  if (code === undefined) {
    return status === 401 || status === 403 ? refused : `The token URL answered with status ${status}.`;
  }
  if (code === "unauthorized_client") return "This client may not obtain tokens by client credentials.";
  if (credentialErrors.has(code)) return refused;
  if (code === "invalid_scope") return `The partner refused the scope ${scope.trim() || "(none was asked for)"}.`;
  if (code === "unsupported_grant_type") return "The token URL gives no tokens by client credentials.";
  return `The token URL answered with status ${status} and the error ${shorten(code)}.`;
}

function failed(type: string, message: string, status: string): Outcome {
  const isOurs = status === "refused" || status === "cancelled";
  return { kind: "failure", type, message, retry: !isOurs && isRetriedByDefault(status), status };
}

/** The token in an answer, or what stands there instead. */
function readToken(document: JsonValue | undefined): AccessToken | string {
  if (document === undefined) return "The answer of the token URL isn't JSON, so there is no access token in it.";
  const value = memberOf(document, "access_token");
  if (value === undefined) return "The answer of the token URL holds no access_token.";
  if (typeof value !== "string" || value === "") return "The access_token in the answer isn't a text.";
  if (value.length > tokenCharsMax) return `The access_token has ${value.length} characters; a header takes fewer.`;
  if (!/^[\x21-\x7e]+$/.test(value)) return "The access_token holds characters that a header can't carry.";
  const seconds = readSeconds(memberOf(document, "expires_in"));
  return { value, ...(seconds === undefined ? {} : { expiresInSeconds: seconds }) };
}

/** Whole seconds, whether a number or its digits; undefined for what isn't a time to come. */
function readSeconds(value: JsonValue | undefined): number | undefined {
  const text = isLosslessNumber(value) ? value.value : typeof value === "string" ? value.trim() : "";
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  return Math.floor(Number(text));
}

function textAt(document: JsonValue | undefined, name: string): string | undefined {
  const value = memberOf(document, name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/**
 * Whether a partner refused a call because of its token, so that a new one is worth a try: a 401, or a failure that
 * says so in words or, as RFC 6750 has it, in `WWW-Authenticate`.
 */
export function isTokenRefused({ response }: Exchange, { kind }: Pick<Outcome, "kind">): boolean {
  if (!response || kind !== "failure") return false;
  if (response.status === 401) return true;
  const challenge = response.headers.find(({ name }) => name.toLowerCase() === "www-authenticate")?.value ?? "";
  return (
    /invalid_token/i.test(challenge) ||
    /access token (is )?(invalid|expired)|invalid_token/i.test(response.body.slice(0, 4_000))
  );
}

/** The texts in the answer of a token URL that must not be shown: tokens of every kind, and secrets. */
export function tokenSecrets({ response }: Exchange): string[] {
  return [...secretTexts(parseJson(response?.body ?? ""), false)];
}

/** Whether a token may stand anywhere in an answer, because it can't be read; a web page is no such thing. */
export function hidesToken({ response }: Exchange): boolean {
  if (!response || response.status < 200 || response.status > 299 || response.body.trim() === "") return false;
  return parseJson(response.body) === undefined && !looksLikeHtml(response.body);
}

function* secretTexts(value: JsonValue | undefined, isNamed: boolean): Generator<string> {
  if (typeof value === "string" && isNamed && value !== "") yield value;
  if (value === null || typeof value !== "object" || isLosslessNumber(value)) return;
  if (Array.isArray(value)) {
    for (const element of value) yield* secretTexts(element, isNamed);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const isSecret = /token|secret|assertion|jwt/i.test(name) && !/^token_?type$/i.test(name);
    yield* secretTexts(member, isSecret);
  }
}
