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

/** The values that are the same for every user of a call, and what was noticed in finding them. */
export interface BatchScope {
  lookup: Lookup;
  /** Notes for people, filled while values are looked up: each said once. */
  warnings: Set<string>;
}

/** Looks a variable up for a whole call: settings, predefined variables, chosen targets; nothing about a user. */
export function batchScope(
  definition: DestinationDefinition,
  endpoint: EndpointKey,
  values: RequestValues,
): BatchScope {
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

function cohortName(definition: DestinationDefinition, { cohort }: RequestValues, warnings: Set<string>): () => string {
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
  values: RequestValues,
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

/** Looks a variable up for one user: the mapped values and `${user.…}` first, then what is the same for all. */
export function userLookup(
  definition: DestinationDefinition,
  values: RequestValues,
  user: SampleUser,
  batch: Lookup,
): Lookup {
  return (path) => {
    const [name = "", ...rest] = path;
    if (name === "user") return property(user, rest);
    if (rest.length > 0) return batch(path);
    if (name === "user_id" || name === "device_id") return present(ownValue(user.properties, name));
    const mapping = definition.mappings.find(({ variable }) => variable === name);
    return mapping && !isReserved(name) ? mappedValue(mapping, values, user) : batch(path);
  };
}

function isReserved(name: string): boolean {
  const known = findPredefined(name);
  return known !== undefined && !known.isCredential;
}

/**
 * A user's value for a mapping: the chosen property, else a property named like the variable itself, as the columns
 * of a CSV of test users are.
 */
export function mappedValue(mapping: MappingField, values: RequestValues, user: SampleUser): JsonValue | undefined {
  const chosen = chosenProperty(mapping, values.mappings);
  const value = chosen === "" ? undefined : (property(user, [chosen]) ?? property(user, chosen.split(".")));
  return value ?? present(ownValue(user.properties, mapping.variable));
}

/** A property, or a member of one; missing, null and empty are all "not there". */
function property(user: SampleUser, path: readonly string[]): JsonValue | undefined {
  const [name = "", ...rest] = path;
  let value = ownValue(user.properties, name);
  for (const step of rest) {
    if (value === undefined || value === null || typeof value !== "object") return undefined;
    if (Array.isArray(value) || isLosslessNumber(value)) return undefined;
    value = ownValue(value, step);
  }
  return present(value);
}

function present(value: JsonValue | undefined): JsonValue | undefined {
  return value === null || value === "" ? undefined : value;
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
