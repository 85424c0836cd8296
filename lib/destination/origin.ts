/** What is to be said about a piece of a rendered request: its variable, and each step of its value (SPEC 11). */
import type { DestinationDefinition } from "./definition";
import { actionAt, type EndpointKey, endpointPath, isSingleItem } from "./endpoints";
import type { DocumentPath } from "./finding";
import { callScopes } from "./item-scope";
import type { JsonValue } from "./json";
import type { OriginPiece } from "./origin-parts";
import { predefinedVariables } from "./predefined-variable";
import type { BuiltRequest } from "./request";
import type { RequestValues } from "./request-values";
import type { SampleUser } from "./sample-users";
import { applyFilter } from "./template/filters";
import type { Lookup } from "./template/render";
import type { FilterCall, Token } from "./template/template";
import { valueJson } from "./template/value-text";
import type { TriggerEvent } from "./trigger/trigger";
import { declaredVariables } from "./variable-use";

type Built = Extract<BuiltRequest, { ok: true }>;

/** One step of a value on its way into the request; the first is the value itself. */
export interface OriginStep {
  /** The filter as it is written, `slugify` or `date: "unix"`; absent for the value itself. */
  filter?: FilterCall;
  /** JSON, so that a text can be told from a number; `undefined` where there is no value (yet). */
  json: string | undefined;
}

export type OriginSource =
  | "field"
  | "mapping"
  | "option"
  | "predefined"
  | "user_property"
  | "event"
  | "computed"
  | "unknown";

/** What is to be said about a piece with a variable in it. */
export interface Origin {
  /** As it is written: `$user_id`, `$user.email`, `$api_key and $api_secret`. */
  name: string;
  source: OriginSource;
  /** The display name of what declares it, or what a predefined variable means. */
  description: string;
  declaredAt?: DocumentPath;
  isSecret: boolean;
  /** For a mapped value: the user property, or the path of the event, it was read from; for a computed one its source. */
  property?: string;
  steps: OriginStep[];
  /** The user whose value it is, and the index in `values.users`. */
  user?: { index: number; user: SampleUser };
  /** The event whose value it is, and the index in `values.events`. */
  event?: { index: number; event: TriggerEvent };
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
  const scopes = callScopes(definition, key, values, built.batch);
  if (pair) return pairOrigin(definition, scopes.batch, pair);
  if (!token) return undefined;
  const place = piece.user ?? piece.event ?? singlePlace(definition, key, built);
  const lookup = (place === undefined ? undefined : scopes.item(placeInCall(built, place))) ?? scopes.batch;
  return {
    ...sourceOf(definition, key, values, token),
    name: `$${token.path.join(".")}`,
    steps: stepsOf(token, lookup),
    ...itemOf(values, piece),
  };
}

/** In a call of a single user or event its variables are known everywhere. */
function singlePlace(definition: DestinationDefinition, key: EndpointKey, { batch }: Built): number | undefined {
  return isSingleItem(definition, key) ? batch?.places[0] : undefined;
}

function placeInCall({ batch }: Built, place: number): number {
  return batch?.places.indexOf(place) ?? -1;
}

function itemOf({ users, events = [] }: RequestValues, piece: OriginPiece): Pick<Origin, "user" | "event"> {
  const user = piece.user === undefined ? undefined : users[piece.user];
  const event = piece.event === undefined ? undefined : events[piece.event];
  return {
    ...(user && piece.user !== undefined && { user: { index: piece.user, user } }),
    ...(event && piece.event !== undefined && { event: { index: piece.event, event } }),
  };
}

function pairOrigin(definition: DestinationDefinition, lookup: Lookup, pair: readonly string[]): Origin {
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
  key: EndpointKey,
  values: RequestValues,
  { name, path }: Token,
): Pick<Origin, "source" | "description" | "declaredAt" | "isSecret" | "property"> {
  const computed = computedOrigin(definition, key, name);
  if (computed) return computed;
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
  if (name === "event" && actionAt(definition, key)) {
    const description = path.length > 1 ? "A value of the event." : "The whole event.";
    return { source: "event", description, isSecret: false };
  }
  if (name === "user") {
    return { source: "user_property", description: "A user property of the project.", isSecret: false };
  }
  const known = predefinedVariables.find((each) => each.name === name || each.aliases.includes(name));
  return { source: known ? "predefined" : "unknown", description: known?.description ?? "", isSecret: false };
}

/** Another action may have a computed value of the same name: it is this one's that counts. */
function computedOrigin(definition: DestinationDefinition, key: EndpointKey, name: string) {
  const action = actionAt(definition, key);
  const index = action?.computedValues.findIndex(({ variable }) => variable === name) ?? -1;
  const value = action?.computedValues[index];
  if (!value) return undefined;
  const path = endpointPath(definition, key).slice(0, -1);
  return {
    source: "computed" as const,
    description: value.mode === "each_line" ? "Made line by line of an array of the event." : "Made of the event.",
    declaredAt: [...path, "computedValues", index, "variable"],
    isSecret: false,
    ...(value.source && { property: value.source }),
  };
}

/** A filter as it is written in a template: `replace: "a", "b"`. */
export function filterText({ name, arguments: args }: FilterCall): string {
  return args.length === 0 ? name : `${name}: ${args.map((argument) => JSON.stringify(argument)).join(", ")}`;
}
