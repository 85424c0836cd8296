/** The variables that a template at some place may use, with all that completion and hover say about them. */
import {
  activeFields,
  type CustomField,
  type DestinationDefinition,
  type EndpointKey,
  type MappingField,
  type ValueFormat,
} from "@/lib/destination/definition";
import type { DocumentPath } from "@/lib/destination/finding";
import type { JsonValue } from "@/lib/destination/json";
import {
  type PredefinedVariable,
  perUser,
  predefinedVariables,
  type VariableScope,
} from "@/lib/destination/predefined-variable";
import type { SampleProperty } from "@/lib/destination/sample-users";
import type { VariableRow } from "@/lib/destination/variable";
import { type DeclaredVariable, declaredVariables, isSingleUser } from "@/lib/destination/variable-use";

/** A step that may follow a variable: `email` in `${user.email}`. */
export interface ScopeProperty {
  name: string;
  /** In words: "text", "number". */
  type: string;
  description: string;
  /** An example, where the project gives one. */
  value?: string;
}

export interface ScopeVariable {
  /** Without the dollar. */
  name: string;
  source: "field" | "mapping" | "option" | "predefined";
  /** In words: "Custom field". */
  sourceLabel: string;
  /** In words: "text", "secret text", "list", "true or false". */
  type: string;
  description: string;
  /** Where the declaration stands in the document; a predefined variable has none. */
  declaredAt?: DocumentPath;
  /** The current test value, masked when secret; for a mapping the chosen user property. */
  value?: string;
  isSecret: boolean;
  /** A value to try filters on. Absent where there is none, or where it is secret. */
  sample?: JsonValue;
  /** Other names that mean the same. */
  aliases: readonly string[];
  /** What may follow a dot. */
  properties: readonly ScopeProperty[];
  /** Where each use of it stands, as the variable table counts them. */
  usesCount: number;
  /** Set where the variable exists but has no value in this place; completion leaves it out. */
  unavailable?: string;
}

/** Where a template stands. */
export interface ScopePlace {
  /** Absent for what goes along with every call. */
  endpoint?: EndpointKey;
  isItemTemplate?: boolean;
}

const sourceLabels = { field: "Custom field", mapping: "Mapping field", option: "Set by an option" } as const;

/**
 * The partner's own variables first, then ours; those that have no value in this place stand last, with the reason in
 * `unavailable` (SPEC 7, scopes). `rows` is the variable table, which knows the test values; `userProperties` are
 * those of the project tested with, offered after `${user.`.
 */
export function variablesInScope(
  definition: DestinationDefinition,
  rows: readonly VariableRow[],
  place: ScopePlace,
  userProperties: readonly SampleProperty[] = [],
): ScopeVariable[] {
  const rowOf = new Map(rows.map((row) => [row.name, row]));
  const seen = new Set<string>();
  const declared = declaredVariables(definition).flatMap((variable) => {
    // A name declared twice is the rulebook's business; the list says it once.
    if (seen.has(variable.name)) return [];
    seen.add(variable.name);
    return [declaredVariable(definition, variable, rowOf.get(variable.name), place, userProperties)];
  });
  const given = predefinedVariables
    .filter(({ name, isCredential }) => !isCredential && !seen.has(name))
    .map((variable) => predefinedVariable(definition, variable, rowOf.get(variable.name), place, userProperties));
  const all = [...declared, ...given];
  return [...all.filter(isAvailable), ...all.filter((variable) => !isAvailable(variable))];
}

/** Whether a variable has a value in the place it was asked for. */
export function isAvailable({ unavailable }: ScopeVariable): boolean {
  return unavailable === undefined;
}

/** The variable that a name, or an alias of one, means. */
export function findVariable(variables: readonly ScopeVariable[], name: string): ScopeVariable | undefined {
  return (
    variables.find((variable) => variable.name === name) ??
    variables.find((variable) => variable.aliases.includes(name))
  );
}

function declaredVariable(
  definition: DestinationDefinition,
  { name, displayName, source, path, secret }: DeclaredVariable,
  row: VariableRow | undefined,
  place: ScopePlace,
  userProperties: readonly SampleProperty[],
): ScopeVariable {
  const mapping = source === "mapping" ? definition.mappings.find(({ variable }) => variable === name) : undefined;
  const field = source === "field" ? activeFields(definition).find(({ variable }) => variable === name) : undefined;
  const value = row?.value;
  const problem = mapping ? outOfPlace(definition, place, perUser) : undefined;
  return {
    name,
    source,
    sourceLabel: sourceLabels[source],
    type: mapping ? mappingTypes[mapping.format] : fieldType(field),
    description: mapping ? mappingDescription(mapping, displayName) : fieldDescription(field, displayName),
    declaredAt: path,
    isSecret: secret,
    aliases: [],
    properties: mapping && mapping.type !== "string" ? [targetProperty] : [],
    usesCount: row?.usesCount ?? 0,
    ...(value === undefined ? {} : { value }),
    ...sampleOf(secret, mapping ? exampleOf(userProperties, value) : value),
    ...(problem === undefined ? {} : { unavailable: problem }),
  };
}

function predefinedVariable(
  definition: DestinationDefinition,
  { name, aliases, description, scope }: PredefinedVariable,
  row: VariableRow | undefined,
  place: ScopePlace,
  userProperties: readonly SampleProperty[],
): ScopeVariable {
  const value = row?.value;
  const problem = outOfPlace(definition, place, scope);
  const isList = name === "items" || name === "item";
  return {
    name,
    source: "predefined",
    sourceLabel: "Predefined",
    type: predefinedTypes.get(name) ?? "text",
    description,
    isSecret: false,
    aliases,
    properties: name === "user" ? userProperties.map(propertyOf) : [],
    usesCount: row?.usesCount ?? 0,
    ...(value === undefined ? {} : { value }),
    ...sampleOf(false, isList ? undefined : value),
    ...(problem === undefined ? {} : { unavailable: problem }),
  };
}

function sampleOf(isSecret: boolean, value: string | undefined): { sample?: JsonValue } {
  return isSecret || value === undefined ? {} : { sample: value };
}

function exampleOf(properties: readonly SampleProperty[], name: string | undefined): string | undefined {
  return properties.find((property) => property.name === name)?.example || undefined;
}

const predefinedTypes: ReadonlyMap<string, string> = new Map([
  ["list_id", "text or number"],
  ["items", "list"],
  ["item", "object"],
  ["in_cohort", "true or false"],
  ["operation", "add or remove"],
  ["user", "user properties"],
  ["amplitude_cohort_url", "URL"],
  ["sync_time", "date"],
]);

const mappingTypes: Record<ValueFormat, string> = {
  any: "user property",
  email: "e-mail address",
  phone: "phone number",
  uuid: "UUID",
  number: "number",
};

function fieldType(field: CustomField | undefined): string {
  if (!field) return "text";
  if (field.type !== "string") return "choice";
  return field.secret ? "secret text" : "text";
}

function fieldDescription(field: CustomField | undefined, displayName: string): string {
  const help = field?.helpText.trim().split("\n", 1)[0] ?? "";
  const optional = field && !field.required ? " Optional: the answer may be missing." : "";
  return `${displayName}${help === "" ? (optional === "" ? "" : ".") : `: ${help}`}${optional}`;
}

function mappingDescription(mapping: MappingField, displayName: string): string {
  const optional = mapping.required ? "" : " Optional: a user may have no value.";
  return `${displayName}: the user property that the customer maps.${optional}`;
}

const targetProperty: ScopeProperty = {
  name: "target",
  type: "text",
  description: "The target key that the customer chose, the same for every user.",
};

function propertyOf({ name, type, example }: SampleProperty): ScopeProperty {
  const words: Record<string, string> = { string: "text", boolean: "true or false" };
  return {
    name,
    type: words[type] ?? type,
    description: "A user property of the project.",
    ...(example === "" ? {} : { value: example }),
  };
}

/** Why a variable has no value in a place; undefined where it has one. */
function outOfPlace(definition: DestinationDefinition, place: ScopePlace, scope: VariableScope): string | undefined {
  return hasValue(definition, place, scope) ? undefined : `It has no value here: it belongs in ${scope.label}.`;
}

function hasValue(definition: DestinationDefinition, place: ScopePlace, scope: VariableScope): boolean {
  const { endpoint, isItemTemplate = false } = place;
  // A header of the destination goes along with every call; what only some calls know is flagged by the rulebook.
  if (endpoint && !scope.endpoints.includes(endpoint)) return false;
  const isSingle = endpoint !== undefined && isSingleUser(definition, endpoint);
  switch (scope.place) {
    case "batch":
      return true;
    case "outside_items":
      return !isItemTemplate;
    case "user":
      return isItemTemplate || isSingle;
    case "single":
      return !isItemTemplate && isSingle;
  }
}
