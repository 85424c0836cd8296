/** What a test of an endpoint proves, as a hash: when it changes, the test is out of date (SPEC 12.4). */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { activeFields, type CustomField, type DestinationDefinition, type EndpointKey } from "./definition";
import { canonicalName } from "./predefined-variable";
import { distinctUses } from "./variable-use";

/**
 * SHA-256, in hex, of everything that affects the endpoint's request and how its response is read: the endpoint, the
 * authentication it uses, the additional headers, and the declarations of the variables in them. Names and messages
 * that only people read don't count, nor does the order of keys, which the database doesn't keep.
 */
export function endpointHash(definition: DestinationDefinition, key: EndpointKey): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(material(definition, key)))));
}

function material(definition: DestinationDefinition, key: EndpointKey): unknown {
  const endpoint = definition.endpoints[key];
  if (!endpoint) return null;
  const { errors, authentication: override, headers, ...call } = endpoint;
  const used = usedNames(definition, key);
  const usesListId = used.has("list_id");
  const { listIdFrom, listIdTemplate } = definition.endpoints.listCreation;
  const isMembers = key === "addUsers" || key === "removeUsers";
  return {
    call,
    // An entry for a success status decides what counts as success; the others only say how a failure is worded.
    successEntries: errors
      .filter(({ status }) => status.trim().startsWith("2"))
      .map(({ status, subErrorCode, retry }) => ({ status, subErrorCode, retry })),
    authentication: inUse(override ?? definition.authentication),
    headers: [...definition.headers, ...headers].map(({ name, value }) => ({ name, value })),
    idempotencyKey: key !== "testConnection" && definition.delivery.idempotencyKey,
    slugifyCohortName: definition.slugifyCohortName && used.has("amplitude_cohort_name"),
    listId: isMembers && usesListId && listIdFrom !== "response" ? { listIdFrom, listIdTemplate } : null,
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

function inUse(authentication: DestinationDefinition["authentication"]): unknown {
  switch (authentication.method) {
    case "basic":
      return { method: "basic", basic: authentication.basic };
    case "header":
      return { method: "header", header: authentication.header };
    case "bearer":
      return { method: "bearer", bearer: authentication.bearer };
    case "custom":
    case "none":
      return { method: "none" };
  }
}

function usedNames(definition: DestinationDefinition, key: EndpointKey): Set<string> {
  const uses = distinctUses(definition).filter(({ endpoint, template }) => {
    if (template?.role === "error_message") return false;
    return endpoint === undefined || endpoint === key || template?.role === "list_id";
  });
  return new Set(uses.map(({ name }) => canonicalName(name)));
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
