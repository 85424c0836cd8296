/** What a request is built from besides the definition, and how a variable finds its value in it. */
import type { DestinationDefinition, MappingField } from "./definition";
import { chosenProperty, chosenTarget, effectiveSettings, ownValue } from "./effective-settings";
import { actionAt, type EndpointKey, endpointAt, isCohortDefinition, isMembersKey, mixesDirections } from "./endpoints";
import { isLosslessNumber, type JsonValue, type LosslessNumber } from "./json";
import { canonicalName, findPredefined } from "./predefined-variable";
import type { SampleUser } from "./sample-users";
import { parseTemplate } from "./template/parse";
import { type Lookup, type Rendered, renderText } from "./template/render";
import { cohortSlug } from "./template/slugify";
import type { TriggerEvent } from "./trigger/trigger";
import { declaredVariables } from "./variable-use";

/** What the setup modal was told about an action. */
export interface ActionAnswer {
  isEnabled: boolean;
  /** In the trigger language: a condition besides the action's own trigger; empty for none. */
  narrowing: string;
}

export interface RequestValues {
  /** Answers of the setup modal; for a mapping of an option type also its chosen target, under the mapping's variable. */
  settings: Record<string, string>;
  /** Mapping variable → chosen user property. */
  mappings: Record<string, string>;
  cohort: { id: string; name: string; url: string };
  project: { id: string; name: string };
  /** What List creation gave; a number keeps its digits. */
  listId?: string | LosslessNumber;
  users: SampleUser[];
  /** Of event destinations: what arrived, in order. */
  events?: TriggerEvent[];
  /** Action ID → answers; an action that isn't here is as the definition has it. */
  actions?: Record<string, ActionAnswer>;
  /** The property's name as it was at the first sync; without it the name is what the template gives now. */
  propertyKey?: string;
  /** What an OAuth 2 token URL gave. */
  accessToken?: string;
  syncId: string;
  /** The same when a call is repeated. */
  batchId: string;
  /** ISO 8601. */
  syncTime: string;
  /** Which way the users of a call go, where one endpoint serves both ways and a call has only one of them. */
  operation?: "add" | "remove";
}

/** What is the same for every user or event of a call. */
export type CallValues = Omit<RequestValues, "users" | "events">;

/** The values that are the same for every user of a call, and what was noticed in finding them. */
export interface BatchScope {
  lookup: Lookup;
  /** Notes for people, filled while values are looked up: each said once. */
  warnings: Set<string>;
}

/**
 * Looks a variable up for a whole call: settings, predefined variables, chosen targets; nothing about a user or event.
 * Events know nothing of cohorts: of the predefined variables only those of the project, the sync and the batch.
 */
export function batchScope(definition: DestinationDefinition, endpoint: EndpointKey, values: CallValues): BatchScope {
  const warnings = new Set<string>();
  const settings = effectiveSettings(definition, values.settings);
  const mappings = new Map(definition.mappings.map((mapping) => [mapping.variable, mapping]));
  const cohort = cohortName(definition, values, warnings);
  const obtainsToken = obtainsAccessToken(definition, endpoint);
  let propertyKey: { value: string | undefined } | undefined;
  const lookup: Lookup = ([name = "", ...rest]) => {
    if (name === "property_key") {
      propertyKey ??= { value: propertyKeyValue(definition, endpoint, values, lookup) };
      return rest.length > 0 ? undefined : propertyKey.value;
    }
    const known = findPredefined(name);
    if (known && !known.isCredential) {
      return rest.length > 0 ? undefined : predefinedValue(definition, known.name, endpoint, values, cohort);
    }
    if (name === "access_token" && obtainsToken) return rest.length > 0 ? undefined : values.accessToken || undefined;
    const mapping = mappings.get(name);
    if (mapping) return rest.join(".") === "target" ? chosenTarget(mapping, values.settings)?.value : undefined;
    const setting = ownValue(settings, name);
    // An optional answer left empty is missing, so that no request holds an empty string by accident (SPEC 6 rule 9).
    return rest.length > 0 || setting === "" ? undefined : setting;
  };
  return { lookup, warnings };
}

/** Whether a call is made with a token that a token URL gives, so that `$access_token` is that one. */
export function obtainsAccessToken(definition: DestinationDefinition, key: EndpointKey): boolean {
  const own = endpointAt(definition, key)?.authentication;
  return (own ?? definition.authentication).method === "oauth2";
}

/** Renders what a property is called, with everything that is known before its first call. */
export function renderPropertyKey(definition: DestinationDefinition, lookup: Lookup): Rendered | undefined {
  if (definition.kind !== "property") return undefined;
  // A name made of itself has no value.
  const known: Lookup = (path) => (path[0] === "property_key" ? undefined : lookup(path));
  return renderText(parseTemplate(definition.propertyKey.trim(), "text"), known);
}

function propertyKeyValue(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: CallValues,
  lookup: Lookup,
): string | undefined {
  if (definition.kind !== "property" || endpoint === "testConnection") return undefined;
  if (values.propertyKey) return values.propertyKey;
  const rendered = renderPropertyKey(definition, lookup);
  return rendered?.ok ? rendered.text || undefined : undefined;
}

function cohortName(definition: DestinationDefinition, { cohort }: CallValues, warnings: Set<string>): () => string {
  let found: string | undefined;
  return () => {
    if (found !== undefined) return found;
    const slug = definition.slugifyCohortName ? cohortSlug(cohort.name, cohort.id) : undefined;
    if (slug?.isFallback) {
      warnings.add(
        `No letter or digit of the cohort name “${cohort.name}” can be kept, so the cohort ID is sent instead.`,
      );
    }
    found = slug?.text ?? cohort.name;
    const lengthMax = definition.delivery.listNameLengthMax;
    if (lengthMax !== null && [...found].length > lengthMax) {
      warnings.add(`The cohort name has ${[...found].length} characters; the partner takes at most ${lengthMax}.`);
    }
    return found;
  };
}

function predefinedValue(
  definition: DestinationDefinition,
  name: string,
  endpoint: EndpointKey,
  values: CallValues,
  cohort: () => string,
): JsonValue | undefined {
  switch (name) {
    case "project_id":
      return values.project.id || undefined;
    case "project_name":
      return values.project.name || undefined;
    case "sync_id":
      return values.syncId || undefined;
    case "batch_id":
      return values.batchId || undefined;
    case "sync_time":
      return values.syncTime || undefined;
  }
  if (!isCohortDefinition(definition) || endpoint === "testConnection") return undefined;
  switch (name) {
    case "amplitude_cohort_name":
      return cohort() || undefined;
    case "amplitude_cohort_id":
      return values.cohort.id || undefined;
    case "amplitude_cohort_url":
      return values.cohort.url || undefined;
    case "list_id":
      return hasListId(definition, endpoint) ? values.listId || undefined : undefined;
    case "in_cohort":
    case "operation":
      return directionValue(definition, name, directionOf(endpoint, values));
    default:
      return undefined;
  }
}

/** Whether a call is about a list that exists already. */
export function hasListId(definition: DestinationDefinition, key: EndpointKey): boolean {
  return definition.kind === "list" && (isMembersKey(key) || key === "listDeletion");
}

/** Which way all users of a call go; undefined for calls without users, and where users of a call go both ways. */
function directionOf(key: EndpointKey, { operation }: CallValues): SampleUser["operation"] | undefined {
  if (key === "updateUsers") return operation;
  return key === "addUsers" ? "add" : key === "removeUsers" ? "remove" : undefined;
}

/** `$in_cohort` is true for users who enter; `$operation` is the partner's word for it (SPEC 5.6). */
export function directionValue(
  definition: DestinationDefinition,
  name: string,
  direction: SampleUser["operation"] | undefined,
): boolean | string | undefined {
  if (!direction || !isCohortDefinition(definition)) return undefined;
  return name === "in_cohort" ? direction === "add" : definition.operationWords[direction] || undefined;
}

/**
 * Looks variables up for one user: the mapped values and `${user.…}` first, in an endpoint of both directions also which
 * way this user goes, then what is the same for all.
 */
export function userScope(
  definition: DestinationDefinition,
  key: EndpointKey,
  values: Pick<RequestValues, "mappings">,
  batch: Lookup,
): (user: SampleUser) => Lookup {
  // A token's path is the same object for every user.
  const known = new Map<readonly string[], readonly UserPlace[] | undefined>();
  const placesOf = (path: readonly string[]) => {
    if (!known.has(path)) known.set(path, userPlaces(definition, values, path));
    return known.get(path);
  };
  const isUpdate = key === "updateUsers";
  return (user) => (path) => {
    const places = placesOf(path);
    if (places) return valueOfUser(user, places);
    const name = isUpdate && path.length === 1 ? canonicalName(path[0] ?? "") : "";
    if (name === "in_cohort" || name === "operation") return directionValue(definition, name, user.operation);
    return batch(path);
  };
}

/** A property of a user, or a member of one: its name, and the steps inside its value. */
export type UserPlace = readonly [property: string, ...steps: string[]];

/**
 * Where a variable has its value in a user: the first place that has one counts. Undefined where the variable is the
 * same for all users.
 */
export function userPlaces(
  definition: DestinationDefinition,
  values: Pick<RequestValues, "mappings">,
  path: readonly string[],
): readonly UserPlace[] | undefined {
  const [name = "", ...rest] = path;
  if (name === "user") return [placeAt(rest)];
  if (rest.length > 0) return undefined;
  if (name === "user_id" || name === "device_id") return [[name]];
  const mapping = definition.mappings.find(({ variable }) => variable === name);
  return mapping && !isReserved(name) ? mappedPlaces(mapping, values) : undefined;
}

function isReserved(name: string): boolean {
  const known = findPredefined(name);
  return known !== undefined && !known.isCredential;
}

/**
 * Where a mapping has its value: the chosen property, else a property named like the variable itself, as the columns
 * of a CSV of test users are.
 */
export function mappedPlaces(mapping: MappingField, values: Pick<RequestValues, "mappings">): readonly UserPlace[] {
  const chosen = chosenProperty(mapping, values.mappings);
  const own: UserPlace = [mapping.variable];
  if (chosen === "" || chosen === mapping.variable) return [own];
  return chosen.includes(".") ? [[chosen], placeAt(chosen.split(".")), own] : [[chosen], own];
}

/** The value of the first place that has one. */
export function valueOfUser(user: SampleUser, places: readonly UserPlace[]): JsonValue | undefined {
  for (const [name, ...steps] of places) {
    const value = valueInside(ownValue(user.properties, name), steps);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A property's value or a member of it; missing, null and empty are all "not there". */
export function valueInside(property: JsonValue | undefined, steps: readonly string[]): JsonValue | undefined {
  let value = property;
  for (const step of steps) {
    if (value === undefined || value === null || typeof value !== "object") return undefined;
    if (Array.isArray(value) || isLosslessNumber(value)) return undefined;
    value = ownValue(value, step);
  }
  return value === null || value === "" ? undefined : value;
}

function placeAt([name = "", ...steps]: readonly string[]): UserPlace {
  return [name, ...steps];
}

/**
 * Whether a variable's value belongs to one user or event, so that its absence leaves out that one and nobody else.
 * Events have `$event`, the mapping variables and the action's computed values; nothing of a user.
 */
export function isItemVariable(definition: DestinationDefinition, key: EndpointKey, path: readonly string[]): boolean {
  const [name = "", step] = path;
  const isMapping = step !== "target" && definition.mappings.some((mapping) => mapping.variable === name);
  if (isCohortDefinition(definition)) {
    if (name === "user" || name === "user_id" || name === "device_id" || isMapping) return true;
    return differsByUser(definition, key, path);
  }
  const computed = actionAt(definition, key)?.computedValues ?? [];
  return name === "event" || isMapping || computed.some(({ variable }) => variable === name);
}

/** Whether a variable says which way a user goes where users of both directions share a call. */
export function differsByUser(definition: DestinationDefinition, key: EndpointKey, path: readonly string[]): boolean {
  const name = canonicalName(path[0] ?? "");
  return (name === "in_cohort" || name === "operation") && mixesDirections(definition, key);
}

/** Looks up what an error message may show to people: everything that is the same for the call, but no secret. */
export function nonSecretLookup(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: RequestValues,
): Lookup {
  const secrets = new Set([...secretNames(definition), "access_token"]);
  // A property's name may be made of a secret, which then stands in it in the clear.
  const parts = definition.kind === "property" ? [...parseTemplate(definition.propertyKey, "text").names.keys()] : [];
  if (parts.some((name) => secrets.has(canonicalName(name)))) secrets.add("property_key");
  const { lookup } = batchScope(definition, endpoint, values);
  return (path) => (secrets.has(canonicalName(path[0] ?? "")) ? undefined : lookup(path));
}

/** The names of variables whose values are secret. */
export function secretNames(definition: DestinationDefinition): string[] {
  return declaredVariables(definition)
    .filter(({ secret }) => secret)
    .map(({ name }) => name);
}
