/** Which findings stand in the way of a test of one endpoint. */
import type { DestinationDefinition } from "./definition";
import { type EndpointKey, endpointKeyOfPath } from "./endpoints";
import type { Finding } from "./finding";

const sharedParts = ["authentication", "fields", "headers", "mappings", "memberCalls", "operationWords", "propertyKey"];

/** Whether a finding would make this endpoint's request wrong; what concerns other endpoints or actions doesn't. */
export function isBlocking(definition: DestinationDefinition, { severity, path }: Finding, key: EndpointKey): boolean {
  if (severity !== "error") return false;
  const [part] = path;
  if (typeof part === "string" && sharedParts.includes(part)) return true;
  return endpointKeyOfPath(definition, path) === key;
}
