/** Which piece of a rendered request comes from which token, of which template, for which user or event (SPEC 11). */
import type { DestinationDefinition } from "./definition";
import { batchedEndpointAt, type EndpointKey, endpointAt, endpointPath } from "./endpoints";
import type { DocumentPath } from "./finding";
import { callScopes } from "./item-scope";
import type { BuiltRequest } from "./request";
import { itemTemplate } from "./request-batch";
import type { RequestValues } from "./request-values";
import { type Fragment, renderJson } from "./template/render";
import type { Token } from "./template/template";

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
  /** The same for an event in `values.events`. */
  event?: number;
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
  const url = part("url", request.url, origins.url, [...endpointPath(definition, key), "url"]);
  const headers = request.headers.map(({ value }, index): OriginPart => {
    const path = origins.headerPaths[index];
    const id = `header-${index}`;
    if (path?.at(-2) === "basic") return basicPart(definition, key, id, value, path);
    return part(id, value, origins.headers[index] ?? [], path);
  });
  if (request.body === undefined) return { url, headers, body: undefined };
  const text = request.body.slice(0, bodyCharsMax);
  const path: DocumentPath = [...endpointPath(definition, key), "payload"];
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
  const { basic } = endpointAt(definition, key)?.authentication ?? definition.authentication;
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

/** A piece of the body as it is, or where it is the array of users or events: the pieces of each of them. */
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
  const endpoint = batchedEndpointAt(definition, key);
  if (!built.batch || !endpoint) return [piece];
  const template = itemTemplate(definition, key, endpoint, values);
  const scopes = callScopes(definition, key, values, built.batch);
  const noun = built.batch.events.length > 0 ? "event" : "user";
  const isArray = token.name === "items";
  const pieces: OriginPiece[] = isArray ? [{ start, end: start + 1, token, path: piece.path }] : [];
  let offset = isArray ? start + 1 : start;
  for (const [index, place] of built.batch.places.entries()) {
    if (offset >= textLength) break;
    if (index > 0) {
      pieces.push({ start: offset, end: offset + 1, token, path: piece.path });
      offset += 1;
    }
    const lookup = scopes.item(index);
    const rendered = lookup && renderJson(template.template, lookup);
    if (!rendered?.ok) return [piece];
    for (const fragment of rendered.fragments) {
      const moved = { start: fragment.start + offset, end: fragment.end + offset };
      pieces.push({ ...moved, ...(fragment.token && { token: fragment.token }), path: template.path, [noun]: place });
    }
    offset += rendered.text.length;
  }
  // An item that is written in another way than it was rendered can't be taken apart.
  if (offset > end) return [piece];
  if (offset < end) pieces.push({ start: offset, end, token, path: piece.path });
  return pieces;
}
