/** Where each piece of a rendered request comes from (SPEC 11): which token, of which template, for which user. */
import type { DestinationDefinition, EndpointKey } from "./definition";
import type { DocumentPath } from "./finding";
import type { JsonValue } from "./json";
import { predefinedVariables } from "./predefined-variable";
import type { BuiltRequest } from "./request";
import { itemTemplate } from "./request-batch";
import { batchScope, type RequestValues, userScope } from "./request-values";
import type { SampleUser } from "./sample-users";
import { applyFilter } from "./template/filters";
import { type Fragment, type Lookup, renderJson } from "./template/render";
import type { FilterCall, Token } from "./template/template";
import { valueJson } from "./template/value-text";
import { declaredVariables } from "./variable-use";

type Built = Extract<BuiltRequest, { ok: true }>;

/** A piece of a part of the request, in UTF-16 units of that part; pieces cover it in order. */
export interface OriginPiece {
  start: number;
  end: number;
  /** Absent where the template says the text itself. */
  token?: Token;
  /** The variables of a value that is made of several and of no template: the pair of basic authentication. */
  pair?: readonly string[];
  /** The template the piece was written in; absent for what we send by ourselves. */
  path?: DocumentPath;
  /** Inside `$items` or `$item`: the index in `values.users` of the user it was made of. */
  user?: number;
}

/** One part of a request: its text and where that comes from. */
export interface OriginPart {
  /** `url`, `body`, or `header-` and its place. */
  id: string;
  text: string;
  pieces: OriginPiece[];
}

/** URL, headers and body of a built request. Of a body only the first `bodyCharsMax` characters are looked into. */
export function originParts(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  built: Built,
  bodyCharsMax = Number.POSITIVE_INFINITY,
): { url: OriginPart; headers: OriginPart[]; body: OriginPart | undefined } {
  const { request, origins } = built;
  const url = part("url", request.url, origins.url, ["endpoints", key, "url"]);
  const headers = request.headers.map(({ value }, index): OriginPart => {
    const path = origins.headerPaths[index];
    const id = `header-${index}`;
    if (path?.at(-2) === "basic") return basicPart(definition, key, id, value, path);
    return part(id, value, origins.headers[index] ?? [], path);
  });
  if (request.body === undefined) return { url, headers, body: undefined };
  const text = request.body.slice(0, bodyCharsMax);
  const path: DocumentPath = ["endpoints", key, "payload"];
  const pieces = origins.body
    .filter(({ start }) => start < text.length)
    .flatMap((fragment) => bodyPieces(definition, key, values, built, { ...fragment, path }, text.length));
  return { url, headers, body: { id: "body", text, pieces: cut(pieces, text.length) } };
}

function part(id: string, text: string, fragments: readonly Fragment[], path: DocumentPath | undefined): OriginPart {
  return { id, text, pieces: fragments.map((fragment) => ({ ...fragment, ...(path && { path }) })) };
}

function cut(pieces: readonly OriginPiece[], length: number): OriginPiece[] {
  return pieces
    .filter(({ start }) => start < length)
    .map((piece) => (piece.end <= length ? piece : { ...piece, end: length }));
}

function basicPart(
  definition: DestinationDefinition,
  key: EndpointKey,
  id: string,
  text: string,
  path: DocumentPath,
): OriginPart {
  const { basic } = definition.endpoints[key]?.authentication ?? definition.authentication;
  const start = Math.min("Basic ".length, text.length);
  const pair = [basic.username, basic.password].filter((name) => name !== "");
  return {
    id,
    text,
    pieces: [
      { start: 0, end: start, path },
      { start, end: text.length, pair, path },
    ],
  };
}

/** A piece of the body as it is, or where it is the array of users: the pieces of each of them. */
function bodyPieces(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  built: Built,
  piece: OriginPiece & { path: DocumentPath },
  textLength: number,
): OriginPiece[] {
  const { token, start, end } = piece;
  const isItems = token?.name === "items" || token?.name === "item";
  if (!isItems || token.path.length > 1 || token.filters.length > 0 || token.place !== "value") return [piece];
  if (!built.batch || (key !== "addUsers" && key !== "removeUsers")) return [piece];
  const template = itemTemplate(definition, key, definition.endpoints[key], values);
  const { lookup } = batchScope(definition, key, values);
  const scope = userScope(definition, values, lookup);
  const isArray = token.name === "items";
  const pieces: OriginPiece[] = isArray ? [{ start, end: start + 1, token, path: piece.path }] : [];
  let offset = isArray ? start + 1 : start;
  for (const [index, sent] of built.batch.users.entries()) {
    if (offset >= textLength) break;
    if (index > 0) {
      pieces.push({ start: offset, end: offset + 1, token, path: piece.path });
      offset += 1;
    }
    const rendered = renderJson(template.template, scope(sent));
    if (!rendered.ok) return [piece];
    const user = values.users.indexOf(sent);
    for (const fragment of rendered.fragments) {
      const moved = { start: fragment.start + offset, end: fragment.end + offset };
      pieces.push({ ...moved, ...(fragment.token && { token: fragment.token }), path: template.path, user });
    }
    offset += rendered.text.length;
  }
  // An item that is written in another way than it was rendered can't be taken apart.
  if (offset > end) return [piece];
  if (offset < end) pieces.push({ start: offset, end, token, path: piece.path });
  return pieces;
}

/** One step of a value on its way into the request; the first is the value itself. */
export interface OriginStep {
  /** The filter as it is written, `slugify` or `date: "unix"`; absent for the value itself. */
  filter?: FilterCall;
  /** JSON, so that a text can be told from a number; `undefined` where there is no value (yet). */
  json: string | undefined;
}

export type OriginSource = "field" | "mapping" | "option" | "predefined" | "user_property" | "unknown";

/** What is to be said about a piece with a variable in it. */
export interface Origin {
  /** As it is written: `$user_id`, `$user.email`, `$api_key and $api_secret`. */
  name: string;
  source: OriginSource;
  /** The display name of what declares it, or what a predefined variable means. */
  description: string;
  declaredAt?: DocumentPath;
  isSecret: boolean;
  /** For a mapped value: the user property it was read from. */
  property?: string;
  steps: OriginStep[];
  /** The user whose value it is, and the index in `values.users`. */
  user?: { index: number; user: SampleUser };
}

/** Everything about one piece; undefined for literal text. `values` must be those the request was built with. */
export function originOf(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  built: Built,
  piece: OriginPiece,
): Origin | undefined {
  const { token, pair } = piece;
  const sent = piece.user === undefined ? undefined : values.users[piece.user];
  const user = sent && piece.user !== undefined ? { index: piece.user, user: sent } : undefined;
  if (pair) return pairOrigin(definition, key, values, pair);
  if (!token) return undefined;
  const lookup = lookupFor(definition, key, values, built, sent);
  return {
    ...sourceOf(definition, values, token),
    name: `$${token.path.join(".")}`,
    steps: stepsOf(token, lookup),
    ...(user && { user }),
  };
}

function pairOrigin(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  pair: readonly string[],
): Origin {
  const { lookup } = batchScope(definition, key, values);
  const declared = declaredVariables(definition).filter(({ name }) => pair.includes(name));
  const texts = pair.map((name) => String(lookup([name]) ?? ""));
  return {
    name: pair.map((name) => `$${name}`).join(" and "),
    source: "field",
    description: "User name and password, joined by a colon and encoded in base64.",
    ...(declared[0] && { declaredAt: declared[0].path }),
    isSecret: declared.some(({ secret }) => secret),
    steps: [{ json: valueJson(pair.length === 1 ? `${texts[0]}:` : texts.join(":")) }],
  };
}

/** The values a piece was rendered with: one user's inside items, and everywhere in a call of a single user. */
function lookupFor(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: RequestValues,
  built: Built,
  user: SampleUser | undefined,
): Lookup {
  const { lookup } = batchScope(definition, key, values);
  if (user) return userScope(definition, values, lookup)(user);
  const endpoint = definition.endpoints[key];
  const [only] = built.batch?.users ?? [];
  const isSingle = endpoint && "batchSize" in endpoint && endpoint.batchSize === 1;
  return isSingle && only ? userScope(definition, values, lookup)(only) : lookup;
}

function stepsOf(token: Token, lookup: Lookup): OriginStep[] {
  let value: JsonValue | undefined = lookup(token.path);
  const steps: OriginStep[] = [{ json: value === undefined ? undefined : valueJson(value) }];
  for (const filter of token.filters) {
    const result = applyFilter(value, filter);
    value = result.ok ? result.value : undefined;
    steps.push({ filter, json: value === undefined ? undefined : valueJson(value) });
  }
  return steps;
}

function sourceOf(
  definition: DestinationDefinition,
  values: RequestValues,
  { name, path }: Token,
): Pick<Origin, "source" | "description" | "declaredAt" | "isSecret" | "property"> {
  const declared = declaredVariables(definition).find((each) => each.name === name);
  if (declared) {
    const mapping = definition.mappings.find(({ variable }) => variable === name);
    const property = mapping && path.length === 1 ? values.mappings[name] || mapping.defaultProperty : undefined;
    return {
      source: declared.source,
      description: declared.displayName,
      declaredAt: declared.path,
      isSecret: declared.secret,
      ...(property && { property }),
    };
  }
  if (name === "user") {
    return { source: "user_property", description: "A user property of the project.", isSecret: false };
  }
  const known = predefinedVariables.find((each) => each.name === name || each.aliases.includes(name));
  return { source: known ? "predefined" : "unknown", description: known?.description ?? "", isSecret: false };
}

/** A filter as it is written in a template: `replace: "a", "b"`. */
export function filterText({ name, arguments: args }: FilterCall): string {
  return args.length === 0 ? name : `${name}: ${args.map((argument) => JSON.stringify(argument)).join(", ")}`;
}
