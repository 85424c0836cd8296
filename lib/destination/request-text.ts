/** The request of an endpoint as it is written, with its variables: one text to read and to compare. */
import type { Authentication, DestinationDefinition } from "./definition";
import { type EndpointKey, endpointAt } from "./endpoints";

/** Method, URL and headers in the order in which they are sent, payload, item template; empty where there is no such call. */
export function requestText(definition: DestinationDefinition, key: EndpointKey): string {
  const endpoint = endpointAt(definition, key);
  if (!endpoint) return "";
  const headers = [
    ...(endpoint.contentType === "none" || endpoint.payload.trim() === ""
      ? []
      : [`Content-Type: ${endpoint.contentType}`]),
    ...authenticationLines(endpoint.authentication ?? definition.authentication),
    ...[...definition.headers, ...endpoint.headers].map(({ name, value }) => `${name}: ${value}`),
  ];
  const parts = [[`${endpoint.method} ${endpoint.url}`, ...headers].join("\n")];
  if (endpoint.payload.trim() !== "") parts.push(endpoint.payload);
  if ("itemTemplate" in endpoint && endpoint.itemTemplate.trim() !== "") {
    const noun = definition.kind === "event" ? "event" : "user";
    parts.push(`Each ${noun} in $items:\n${endpoint.itemTemplate}`);
  }
  return parts.join("\n\n");
}

function authenticationLines({ method, basic, bearer, header }: Authentication): string[] {
  switch (method) {
    case "basic":
      return [`Authorization: Basic base64($${basic.username}:${basic.password === "" ? "" : `$${basic.password}`})`];
    case "bearer":
      return [`Authorization: Bearer $${bearer.token}`];
    case "oauth2":
      return ["Authorization: Bearer $access_token"];
    case "header":
      return [`${header.name}: ${header.value}`];
    case "custom":
    case "none":
      return [];
  }
}
