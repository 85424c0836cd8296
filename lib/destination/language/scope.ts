/** The variables that a template at some place may use, with all that completion and hover say about them. */
import { activeFields } from "@/lib/destination/active-fields";
import type { CustomField, DestinationDefinition, MappingField, ValueFormat } from "@/lib/destination/definition";
import { type EndpointKey, isCohortDefinition } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import type { JsonValue } from "@/lib/destination/json";
import { isOfKind, type PredefinedVariable, predefinedVariables } from "@/lib/destination/predefined-variable";
import type { SampleProperty } from "@/lib/destination/sample-users";
import type { TriggerEvent } from "@/lib/destination/trigger/trigger";
import type { VariableRow } from "@/lib/destination/variable";
import { placeProblem } from "@/lib/destination/variable-scope";
import { type DeclaredVariable, declaredVariables, isGiven } from "@/lib/destination/variable-use";
import { eventProperties, lineProperties } from "./event-properties";

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
  source: "field" | "mapping" | "option" | "computed" | "predefined";
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
  /** Where a text is neither part of a request nor an item template. */
  part?: "computed" | "token" | "property_key";
}

const sourceLabels = {
  field: "Custom field",
  mapping: "Mapping field",
  option: "Set by an option",
  computed: "Computed value",
} as const;

/**
 * The partner's own variables first, then ours; those that have no value in this place stand last, with the reason in
 * `unavailable` (SPEC 7, scopes). `rows` is the variable table, which knows the test values; `userProperties` are
 * those of the project tested with, offered after `${user.`, as the parts of `events` are after `${event.`.
 */
export function variablesInScope(
  definition: DestinationDefinition,
  rows: readonly VariableRow[],
  place: ScopePlace,
  userProperties: readonly SampleProperty[] = [],
  events: readonly TriggerEvent[] = [],
): ScopeVariable[] {
  const rowOf = new Map(rows.map((row) => [row.name, row]));
  const seen = new Set<string>();
  const declared = ownFirst(declaredVariables(definition), place).flatMap((variable) => {
    // A name declared twice is the rulebook's business; the list says it once.
    if (seen.has(variable.name)) return [];
    seen.add(variable.name);
    return [declaredVariable(definition, variable, rowOf.get(variable.name), place, userProperties)];
  });
  const given = predefinedVariables
    .filter(({ name, scope }) => !seen.has(name) && isGiven(definition, name) && isOfKind(definition.kind, scope))
    .map((variable) =>
      predefinedVariable(
        definition,
        variable,
        rowOf.get(variable.name),
        place,
        propertiesOf(variable, userProperties, events),
      ),
    );
  const all = [...declared, ...given];
  return [...all.filter(isAvailable), ...all.filter((variable) => !isAvailable(variable))];
}

/** Of a name that several actions compute, the one of this action counts. */
function ownFirst(declared: readonly DeclaredVariable[], { endpoint }: ScopePlace): DeclaredVariable[] {
  const isForeign = ({ action }: DeclaredVariable) => action !== undefined && action !== endpoint;
  return [...declared.filter((each) => !isForeign(each)), ...declared.filter(isForeign)];
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
  const problem = outOfPlace(definition, name, place);
  return {
    name,
    source,
    sourceLabel: sourceLabels[source],
    type: source === "computed" ? "computed" : mapping ? mappingTypes[mapping.format] : fieldType(field),
    description: mapping ? mappingDescription(definition, mapping, displayName) : fieldDescription(field, displayName),
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
  { name, aliases, description }: PredefinedVariable,
  row: VariableRow | undefined,
  place: ScopePlace,
  properties: readonly ScopeProperty[],
): ScopeVariable {
  const value = row?.value;
  const problem = outOfPlace(definition, name, place);
  const isList = name === "items" || name === "item";
  return {
    name,
    source: "predefined",
    sourceLabel: "Predefined",
    type: predefinedTypes.get(name) ?? "text",
    description,
    isSecret: name === "access_token",
    aliases,
    properties,
    usesCount: row?.usesCount ?? 0,
    ...(value === undefined ? {} : { value }),
    ...sampleOf(false, isList ? undefined : value),
    ...(problem === undefined ? {} : { unavailable: problem }),
  };
}

/** What may follow the dot of a variable that holds more than one value. */
function propertiesOf(
  { name }: PredefinedVariable,
  userProperties: readonly SampleProperty[],
  events: readonly TriggerEvent[],
): readonly ScopeProperty[] {
  switch (name) {
    case "user":
      return userProperties.map(propertyOf);
    case "event":
      return eventProperties(events);
    case "line":
      return lineProperties(events);
    default:
      return [];
  }
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
  ["event", "event"],
  ["line", "line of a list"],
  ["line_number", "number"],
  ["access_token", "secret text"],
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

function mappingDescription(definition: DestinationDefinition, mapping: MappingField, displayName: string): string {
  const [what, who] = isCohortDefinition(definition) ? ["user property", "a user"] : ["part of the event", "an event"];
  const optional = mapping.required ? "" : ` Optional: ${who} may have no value.`;
  return `${displayName}: the ${what} that the customer maps.${optional}`;
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
function outOfPlace(definition: DestinationDefinition, name: string, place: ScopePlace): string | undefined {
  // A header of the destination goes along with every call; what only some calls know is flagged by the rulebook.
  const part = place.part ?? (place.isItemTemplate ? "items" : place.endpoint ? "request" : "every_call");
  const problem = placeProblem(definition, { name, rest: [] }, { endpoint: place.endpoint, part });
  return problem && `It has no value here: ${problem}`;
}
