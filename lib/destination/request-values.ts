/** What a request is built from besides the definition, and how a variable finds its value in it. */
import type { DestinationDefinition, EndpointKey, MappingField } from "./definition";
import { chosenProperty, chosenTarget, effectiveSettings, ownValue } from "./effective-settings";
import { isLosslessNumber, type JsonValue, type LosslessNumber } from "./json";
import { canonicalName, findPredefined } from "./predefined-variable";
import type { SampleUser } from "./sample-users";
import type { Lookup } from "./template/render";
import { cohortSlug } from "./template/slugify";
import { declaredVariables } from "./variable-use";

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
  syncId: string;
  /** The same when a call is repeated. */
  batchId: string;
  /** ISO 8601. */
  syncTime: string;
  /** The word `$operation` stands for; by default the endpoint's own. */
  operation?: "add" | "remove";
}

/** What is the same for every user of a call. */
export type CallValues = Omit<RequestValues, "users">;

/** The values that are the same for every user of a call, and what was noticed in finding them. */
export interface BatchScope {
  lookup: Lookup;
  /** Notes for people, filled while values are looked up: each said once. */
  warnings: Set<string>;
}

/** Looks a variable up for a whole call: settings, predefined variables, chosen targets; nothing about a user. */
export function batchScope(definition: DestinationDefinition, endpoint: EndpointKey, values: CallValues): BatchScope {
  const warnings = new Set<string>();
  const settings = effectiveSettings(definition, values.settings);
  const mappings = new Map(definition.mappings.map((mapping) => [mapping.variable, mapping]));
  const cohort = cohortName(definition, values, warnings);
  const lookup: Lookup = ([name = "", ...rest]) => {
    const known = findPredefined(name);
    if (known && !known.isCredential) {
      return rest.length === 0 ? predefinedValue(known.name, endpoint, values, cohort) : undefined;
    }
    const mapping = mappings.get(name);
    if (mapping) return rest.join(".") === "target" ? chosenTarget(mapping, values.settings)?.value : undefined;
    const setting = ownValue(settings, name);
    // An optional answer left empty is missing, so that no request holds an empty string by accident (SPEC 6 rule 9).
    return rest.length > 0 || setting === "" ? undefined : setting;
  };
  return { lookup, warnings };
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
  name: string,
  endpoint: EndpointKey,
  values: CallValues,
  cohort: () => string,
): JsonValue | undefined {
  const isMembers = endpoint === "addUsers" || endpoint === "removeUsers";
  const ofEndpoint = endpoint === "removeUsers" ? "remove" : "add";
  switch (name) {
    case "amplitude_cohort_name":
      return endpoint === "testConnection" ? undefined : cohort() || undefined;
    case "amplitude_cohort_id":
      return endpoint === "testConnection" ? undefined : values.cohort.id || undefined;
    case "amplitude_cohort_url":
      return endpoint === "testConnection" ? undefined : values.cohort.url || undefined;
    case "list_id":
      return isMembers && values.listId !== "" ? values.listId : undefined;
    case "in_cohort":
      return isMembers ? (values.operation ?? ofEndpoint) === "add" : undefined;
    case "operation":
      return isMembers ? (values.operation ?? ofEndpoint) : undefined;
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
    default:
      return undefined;
  }
}

/** Looks variables up for one user: the mapped values and `${user.…}` first, then what is the same for all. */
export function userScope(
  definition: DestinationDefinition,
  values: Pick<RequestValues, "mappings">,
  batch: Lookup,
): (user: SampleUser) => Lookup {
  // A token's path is the same object for every user.
  const known = new Map<readonly string[], readonly UserPlace[] | undefined>();
  const placesOf = (path: readonly string[]) => {
    if (!known.has(path)) known.set(path, userPlaces(definition, values, path));
    return known.get(path);
  };
  return (user) => (path) => {
    const places = placesOf(path);
    return places ? valueOfUser(user, places) : batch(path);
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

/** Whether a variable's value belongs to one user, so that its absence leaves out that user and nobody else. */
export function isUserVariable(definition: DestinationDefinition, path: readonly string[]): boolean {
  const [name = "", step] = path;
  if (name === "user" || name === "user_id" || name === "device_id") return true;
  return step !== "target" && definition.mappings.some((mapping) => mapping.variable === name);
}

/** Looks up what an error message may show to people: everything that is the same for the call, but no secret. */
export function nonSecretLookup(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: RequestValues,
): Lookup {
  const secrets = new Set(secretNames(definition));
  const { lookup } = batchScope(definition, endpoint, values);
  return (path) => (secrets.has(canonicalName(path[0] ?? "")) ? undefined : lookup(path));
}

/** The names of variables whose values are secret. */
export function secretNames(definition: DestinationDefinition): string[] {
  return declaredVariables(definition)
    .filter(({ secret }) => secret)
    .map(({ name }) => name);
}
