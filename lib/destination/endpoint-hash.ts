/** What a test of an endpoint proves, as a hash: when it changes, the test is out of date (SPEC 12.4). */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { activeFields } from "./active-fields";
import type {
  Action,
  ComputedValue,
  CustomField,
  DestinationDefinition,
  ItemOutcome,
  ListCreationEndpoint,
} from "./definition";
import { actionAt, batchedEndpointAt, type EndpointKey, endpointAt, listCreationOf } from "./endpoints";
import { canonicalName } from "./predefined-variable";
import { parseTemplate } from "./template/parse";
import { formatTrigger } from "./trigger/format-trigger";
import { parseTrigger } from "./trigger/parse-trigger";
import { distinctUses } from "./variable-use";

/**
 * SHA-256, in hex, of everything that affects the endpoint's request and how its response is read: the endpoint, the
 * authentication it uses, the additional headers, and the declarations of the variables in them; of an action also its
 * trigger and computed values. Names and messages that only people read don't count, nor does the order of keys, which
 * the database doesn't keep.
 */
export function endpointHash(definition: DestinationDefinition, key: EndpointKey): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(material(definition, key)))));
}

function material(definition: DestinationDefinition, key: EndpointKey): unknown {
  const endpoint = endpointAt(definition, key);
  if (!endpoint) return null;
  const { errors, authentication: override, headers, ...call } = endpoint;
  const action = actionAt(definition, key);
  const used = usedNames(definition, key);
  const usesListId = used.has("list_id");
  const creation = listCreationOf(definition);
  const isMembers = batchedEndpointAt(definition, key) !== undefined;
  return {
    call: callMaterial(call),
    // An entry for a success status decides what counts as success; the others only say how a failure is worded.
    successEntries: errors
      .filter(({ status }) => status.trim().startsWith("2"))
      .map(({ status, subErrorCode, retry }) => ({ status, subErrorCode, retry })),
    authentication: inUse(override ?? definition.authentication),
    headers: [...definition.headers, ...headers].map(({ name, value }) => ({ name, value })),
    idempotencyKey: key !== "testConnection" && definition.delivery.idempotencyKey,
    slugifyCohortName: definition.slugifyCohortName && used.has("amplitude_cohort_name"),
    listId: isMembers && usesListId && creation && creation.listIdFrom !== "response" ? listIdMaterial(creation) : null,
    ...cohortMaterial(definition, used),
    ...(action && actionMaterial(action)),
    fields: activeFields(definition)
      .filter((field) => declares(field, used))
      .map(fieldMaterial),
    mappings: isMembers
      ? definition.mappings.map(({ variable, type, required, format, options }) => ({
          variable,
          type,
          required,
          format,
          options: options.map(({ value, itemTemplate }) => ({ value, itemTemplate })),
        }))
      : [],
  };
}

/** What says nothing is left out, so that a part that is new to the definition leaves the hashes as they are. */
function callMaterial(call: { successBody: string; itemOutcomes?: ItemOutcome[] }): unknown {
  const { successBody, itemOutcomes = [], ...others } = call;
  return {
    ...others,
    ...(successBody.trim() !== "" && { successBody }),
    ...(itemOutcomes.length > 0 && { itemOutcomes: itemOutcomes.map(({ id, ...outcome }) => outcome) }),
  };
}

/** What a request says of its cohort in the partner's own words. */
function cohortMaterial(definition: DestinationDefinition, used: ReadonlySet<string>): object {
  if (definition.kind === "event") return {};
  return {
    ...(used.has("operation") && isReworded(definition) && { operationWords: definition.operationWords }),
    ...(definition.kind === "property" && used.has("property_key") && { propertyKey: definition.propertyKey }),
  };
}

function isReworded({ operationWords }: { operationWords: { add: string; remove: string } }): boolean {
  return operationWords.add !== "add" || operationWords.remove !== "remove";
}

function actionMaterial({ trigger, computedValues }: Action): object {
  return {
    trigger: triggerMaterial(trigger),
    computedValues: computedValues.map(({ id, condition, ...value }: ComputedValue) => {
      return { ...value, condition: triggerMaterial(condition) };
    }),
  };
}

/** A trigger that is only written in another way is the same. */
function triggerMaterial(text: string): string {
  const { root } = parseTrigger(text);
  return root ? formatTrigger(root) : text.trim();
}

function listIdMaterial({ listIdFrom, listIdTemplate }: ListCreationEndpoint): unknown {
  return { listIdFrom, listIdTemplate };
}

function inUse(authentication: DestinationDefinition["authentication"]): unknown {
  switch (authentication.method) {
    case "basic":
      return { method: "basic", basic: authentication.basic };
    case "header":
      return { method: "header", header: authentication.header };
    case "bearer":
      return { method: "bearer", bearer: authentication.bearer };
    case "oauth2":
      return { method: "oauth2", oauth2: authentication.oauth2 };
    case "custom":
    case "none":
      return { method: "none" };
  }
}

/** The variables that the endpoint's request depends on: those of a property's name where it is used. */
function usedNames(definition: DestinationDefinition, key: EndpointKey): Set<string> {
  const uses = distinctUses(definition).filter(({ endpoint, template, path }) => {
    if (template?.role === "error_message" || path[0] === "propertyKey") return false;
    return endpoint === undefined || endpoint === key || template?.role === "list_id";
  });
  const names = new Set(uses.map(({ name }) => canonicalName(name)));
  for (const { template } of actionAt(definition, key)?.computedValues ?? []) addNames(names, template, "json");
  if (definition.kind === "property" && names.has("property_key")) addNames(names, definition.propertyKey, "text");
  return names;
}

function addNames(names: Set<string>, text: string, language: "json" | "text"): void {
  for (const name of parseTemplate(text, language).names.keys()) names.add(canonicalName(name));
}

function declares(field: CustomField, used: ReadonlySet<string>): boolean {
  return used.has(field.variable) || field.options.some(({ sets }) => sets.some(({ variable }) => used.has(variable)));
}

function fieldMaterial(field: CustomField): unknown {
  const { variable, type, defaultValue, hostPatterns, visibleWhen, options } = field;
  return {
    variable,
    type,
    defaultValue,
    hostPatterns,
    visibleWhen,
    options: type === "string" ? [] : options.map(({ value, sets }) => ({ value, sets })),
  };
}

/** JSON with the keys of every object in order. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
