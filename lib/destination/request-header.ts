/** The headers of a request: their order, which one wins, and which are refused (SPEC 8, SECURITY 3 step 8). */
import type { Authentication, DestinationDefinition, Endpoint, Header } from "./definition";
import { type EndpointKey, endpointPath } from "./endpoints";
import type { WireHeader } from "./exchange";
import type { DocumentPath } from "./finding";
import { mask } from "./mask-secrets";
import { type PartProblem, renderProblem } from "./request-problem";
import { base64 } from "./template/base64";
import { hasWideCharacter } from "./template/character";
import { parseTemplate } from "./template/parse";
import { type Fragment, type Lookup, renderHeaderValue } from "./template/render";
import type { Template } from "./template/template";

/** The version that partners see in `User-Agent`; package.json has the same. */
export const landfallVersion = "0.1.0";

/** RFC 9110, section 5.6.2. */
const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const refusedNames = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "upgrade",
  "expect",
  "forwarded",
  "x-forwarded-for",
  "via",
]);

const valueCharsMax = 8_192;

/** Why a header name can't be sent; undefined where it can. */
export function headerNameProblem(name: string): string | undefined {
  if (name === "") return "The header has no name.";
  if (!tokenPattern.test(name)) {
    return `“${name}” isn't a header name: use letters, digits and hyphens, without spaces or a colon.`;
  }
  const lower = name.toLowerCase();
  if (refusedNames.has(lower) || lower.startsWith("proxy-")) {
    return `The header ${name} is set by the connection itself and can't be configured. Remove it.`;
  }
  return undefined;
}

export interface BuiltHeader extends WireHeader {
  fragments: Fragment[];
  /** Where in the document the value is written; absent for what we send by ourselves. */
  path?: DocumentPath;
}

/** Headers in the order they are sent; one that comes later replaces an earlier one of the same name. */
class HeaderList {
  private readonly byName = new Map<string, BuiltHeader>();

  set(header: BuiltHeader): void {
    const key = header.name.toLowerCase();
    this.byName.delete(key);
    this.byName.set(key, header);
  }

  setDefault(name: string, value: string): void {
    if (!this.byName.has(name.toLowerCase())) this.set({ name, value, fragments: [{ start: 0, end: value.length }] });
  }

  all(): BuiltHeader[] {
    return [...this.byName.values()];
  }
}

/** All headers of a call, or everything that is wrong with them. */
export function buildHeaders(
  definition: DestinationDefinition,
  key: EndpointKey,
  endpoint: Endpoint,
  lookup: Lookup,
  hasBody: boolean,
): { headers: BuiltHeader[]; problems: PartProblem[] } {
  const list = new HeaderList();
  const problems: PartProblem[] = [];
  const keep = (built: BuiltHeader | PartProblem[] | undefined) => {
    if (Array.isArray(built)) problems.push(...built);
    else if (built) list.set(built);
  };
  if (hasBody && endpoint.contentType !== "none") list.setDefault("Content-Type", endpoint.contentType);
  keep(authenticationHeader(definition, key, endpoint, lookup));
  definition.headers.forEach((header, index) => {
    keep(configuredHeader(header, ["headers", index], "additional header", lookup));
  });
  endpoint.headers.forEach((header, index) => {
    keep(configuredHeader(header, [...endpointPath(definition, key), "headers", index], "header", lookup));
  });
  list.setDefault("Accept", "application/json");
  list.setDefault("User-Agent", `Landfall/${landfallVersion}`);
  if (key !== "testConnection" && definition.delivery.idempotencyKey) {
    const batchId = lookup(["batch_id"]);
    if (typeof batchId === "string") list.setDefault("Idempotency-Key", batchId);
  }
  return { headers: list.all(), problems };
}

function configuredHeader(
  header: Header,
  path: DocumentPath,
  label: string,
  lookup: Lookup,
): BuiltHeader | PartProblem[] | undefined {
  const name = header.name.trim();
  // A row that was just added says nothing yet.
  if (name === "" && header.value === "") return undefined;
  const where = name ? `${label} ${name}` : label;
  const nameProblem = headerNameProblem(name);
  if (nameProblem) return [{ path: [...path, "name"], label: where, message: nameProblem }];
  return renderedHeader(name, parseTemplate(header.value, "text"), [...path, "value"], where, lookup);
}

function authenticationHeader(
  definition: DestinationDefinition,
  key: EndpointKey,
  endpoint: Endpoint,
  lookup: Lookup,
): BuiltHeader | PartProblem[] | undefined {
  const authentication = endpoint.authentication ?? definition.authentication;
  const path: DocumentPath = endpoint.authentication
    ? [...endpointPath(definition, key), "authentication"]
    : ["authentication"];
  switch (authentication.method) {
    case "none":
    case "custom":
      return undefined;
    case "basic":
      return basicHeader(authentication, path, lookup);
    case "header": {
      const { name, value } = authentication.header;
      const problem = headerNameProblem(name.trim());
      if (problem) return [{ path: [...path, "header", "name"], label: "authentication", message: problem }];
      const template = parseTemplate(value, "text");
      return renderedHeader(name.trim(), template, [...path, "header", "value"], "authentication", lookup);
    }
    case "bearer": {
      const { token } = authentication.bearer;
      const where: DocumentPath = [...path, "bearer", "token"];
      if (token === "") return [noVariable(where, "the bearer token")];
      return renderedHeader(
        "Authorization",
        parseTemplate(`Bearer \${${token}}`, "text"),
        where,
        "authentication",
        lookup,
      );
    }
    case "oauth2": {
      const where: DocumentPath = [...path, "oauth2", "tokenUrl"];
      const template = parseTemplate("Bearer $access_token", "text");
      return renderedHeader("Authorization", template, where, "authentication", lookup);
    }
  }
}

function noVariable(path: DocumentPath, what: string): PartProblem {
  return { path, label: "authentication", message: `Choose the variable that holds ${what}.` };
}

function basicHeader(authentication: Authentication, path: DocumentPath, lookup: Lookup): BuiltHeader | PartProblem[] {
  const { username, password } = authentication.basic;
  const where: DocumentPath = [...path, "basic", "username"];
  if (username === "") return [noVariable(where, "the user name")];
  const user = lookup([username]);
  if (typeof user !== "string") {
    return [
      {
        path: where,
        label: "authentication",
        message: `$${username} has no value.`,
        tokenPath: [username],
        isMissing: true,
      },
    ];
  }
  if (user.includes(":")) {
    const message = `The value of $${username} holds a colon, and a user name of basic authentication can't.`;
    return [{ path: where, label: "authentication", message }];
  }
  const secret = password === "" ? "" : lookup([password]);
  const pair = `${user}:${typeof secret === "string" ? secret : ""}`;
  // What stands in for a secret is shown as it is: encoded, nobody would see that something is hidden.
  const isMasked = user === mask || secret === mask;
  const value = `Basic ${isMasked ? mask : base64(pair)}`;
  return { name: "Authorization", value, fragments: [{ start: 0, end: value.length }], path: where };
}

function renderedHeader(
  name: string,
  template: Template,
  path: DocumentPath,
  label: string,
  lookup: Lookup,
): BuiltHeader | PartProblem[] {
  const broken = template.errors.map(({ message }) => ({ path, label, message }));
  if (broken.length > 0) return broken;
  const rendered = renderHeaderValue(template, lookup);
  if (!rendered.ok) {
    return rendered.problems.map((problem) => renderProblem(path, label, problem));
  }
  // The bullets of a masked secret are never sent; everything else outside Latin-1 would be refused on the way out.
  if (hasWideCharacter(rendered.text.replaceAll("•", ""))) {
    return rendered.warnings.map((problem) => renderProblem(path, label, problem));
  }
  if (rendered.text.length > valueCharsMax) {
    const message = `The value has ${rendered.text.length} characters; a header takes at most ${valueCharsMax}.`;
    return [{ path, label, message }];
  }
  return { name, value: rendered.text, fragments: rendered.fragments, path };
}
