/** Where something stands in a definition, in words: "Add users payload", "Custom field Region, default value". */
import { type DestinationDefinition, type EndpointKey, endpointNames } from "./definition";
import type { DocumentPath } from "./finding";

/** Parts of an endpoint follow its name without a comma: "Add users payload". */
const endpointParts = new Map<string | number, string>([
  ["url", "URL"],
  ["method", "method"],
  ["payload", "payload"],
  ["contentType", "content type"],
  ["headers", "headers"],
  ["successCodes", "success codes"],
  ["errors", "error catalog"],
  ["itemTemplate", "item template"],
  ["batchSize", "batch size"],
  ["bodyBytesMax", "maximum body size"],
  ["listIdFrom", "list ID"],
  ["listIdPath", "path to the list ID"],
  ["listIdTemplate", "list ID"],
]);

/** Parts of what is in a list: "Custom field Region, default value". */
const parts = new Map<string | number, string>([
  ["variable", "variable"],
  ["displayName", "display name"],
  ["targetName", "target"],
  ["defaultValue", "default value"],
  ["defaultProperty", "default property"],
  ["pattern", "pattern"],
  ["hostPatterns", "allowed hosts"],
  ["secret", "secret"],
  ["options", "options"],
  ["visibleWhen", "condition"],
  ["name", "name"],
  ["label", "label"],
  ["message", "message"],
  ["failureReason", "failure reason"],
  ["status", "status"],
  ["subErrorCode", "sub error code"],
  ["fixUrl", "link"],
  ["field", "field to check"],
  ["itemTemplate", "item template"],
]);

/** The words for a place of a definition; for the empty path, which is the destination as a whole, "Connection info". */
export function placeName(definition: DestinationDefinition, path: DocumentPath): string {
  const [first, second, ...rest] = path;
  switch (first) {
    case "authentication":
      return authenticationPlace("Authentication", path.slice(1));
    case "fields":
      return typeof second === "number" ? fieldPlace(definition, second, rest) : "Custom fields";
    case "headers":
      return typeof second === "number"
        ? headerPlace("Additional header", definition.headers[second]?.name, rest)
        : "Additional headers";
    case "mappings":
      return typeof second === "number" ? mappingPlace(definition, second, rest) : "Mapping fields";
    case "endpoints":
      return isEndpointKey(second) ? endpointPlace(definition, second, rest) : "Endpoints";
    case "slugifyCohortName":
      return "Cohort name";
    case "delivery":
      return "Delivery";
    default:
      return "Connection info";
  }
}

function isEndpointKey(step: string | number | undefined): step is EndpointKey {
  return typeof step === "string" && step in endpointNames;
}

function fieldPlace({ fields }: DestinationDefinition, index: number, path: DocumentPath): string {
  const field = fields[index];
  const name = `Custom field ${field?.displayName || (field?.variable && `$${field.variable}`) || index + 1}`;
  const [list, option, ...rest] = path;
  if (list !== "options" || typeof option !== "number") return withPart(name, path);
  return withPart(`${name}, option ${labelOf(field?.options[option], option)}`, rest);
}

function mappingPlace({ mappings }: DestinationDefinition, index: number, path: DocumentPath): string {
  const mapping = mappings[index];
  const own = mapping?.displayName || mapping?.targetName || (mapping?.variable && `$${mapping.variable}`);
  const name = `Mapping field ${own || index + 1}`;
  const [list, option, ...rest] = path;
  if (list !== "options" || typeof option !== "number") return withPart(name, path);
  return withPart(`${name}, target ${labelOf(mapping?.options[option], option)}`, rest);
}

function endpointPlace(definition: DestinationDefinition, key: EndpointKey, path: DocumentPath): string {
  const name = endpointNames[key];
  const endpoint = definition.endpoints[key];
  const [part, index, ...rest] = path;
  if (part === undefined) return name;
  if (part === "authentication") return authenticationPlace(`${name} authentication`, path.slice(1));
  if (typeof index === "number" && part === "headers") {
    return headerPlace(`${name} header`, endpoint?.headers[index]?.name, rest);
  }
  if (typeof index === "number" && part === "errors") {
    const reason = endpoint?.errors[index]?.failureReason.trim();
    return withPart(`${name} error ${reason ? `“${reason}”` : index + 1}`, rest);
  }
  return `${name} ${endpointParts.get(part) ?? ""}`.trimEnd();
}

function authenticationPlace(name: string, [part, step]: DocumentPath): string {
  if (part === "header") return step === "name" ? `${name} header name` : `${name} header`;
  if (part === "bearer") return `${name} token`;
  if (part === "basic") return `${name} ${step === "password" ? "password" : "user name"}`;
  return name;
}

/** The value of a header is what is meant by the header. */
function headerPlace(name: string, headerName: string | undefined, path: DocumentPath): string {
  const own = headerName?.trim() ? `${name} ${headerName.trim()}` : name;
  return path[0] === "name" ? `${own}, name` : own;
}

function withPart(name: string, path: DocumentPath): string {
  const words = path[0] === undefined ? undefined : parts.get(path[0]);
  return words === undefined ? name : `${name}, ${words}`;
}

function labelOf(option: { label: string; value: string } | undefined, index: number): string {
  return option?.label.trim() || option?.value || String(index + 1);
}
