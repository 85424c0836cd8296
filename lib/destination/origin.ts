/** What is to be said about a piece of a rendered request: its variable, and each step of its value (SPEC 11). */
import type { DestinationDefinition, EndpointKey } from "./definition";
import type { DocumentPath } from "./finding";
import type { JsonValue } from "./json";
import type { OriginPiece } from "./origin-parts";
import { predefinedVariables } from "./predefined-variable";
import type { BuiltRequest } from "./request";
import { batchScope, type RequestValues, userScope } from "./request-values";
import type { SampleUser } from "./sample-users";
import { applyFilter } from "./template/filters";
import type { Lookup } from "./template/render";
import type { FilterCall, Token } from "./template/template";
import { valueJson } from "./template/value-text";
import { declaredVariables } from "./variable-use";

type Built = Extract<BuiltRequest, { ok: true }>;

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
