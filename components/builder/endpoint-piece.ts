"use client";

import type { Endpoint, MembersEndpoint, UpdateEndpoint } from "@/lib/destination/definition";
import {
  batchedEndpointAt,
  type EndpointKey,
  endpointAt,
  endpointName,
  endpointPath,
} from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { useDefinition } from "./draft-pieces";

/** An endpoint of the draft as it is this moment; undefined while there is none. */
export function useEndpoint(key: EndpointKey): Endpoint | undefined {
  return useDefinition((definition) => endpointAt(definition, key));
}

/** An endpoint that sends users or events in batches. */
export function useBatchedEndpoint(key: EndpointKey): MembersEndpoint | UpdateEndpoint | undefined {
  return useDefinition((definition) => batchedEndpointAt(definition, key));
}

/** What the endpoint is called: an action may be renamed while it is looked at. */
export function useEndpointName(key: EndpointKey): string {
  return useDefinition((definition) => endpointName(definition, key));
}

/** Where the endpoint stands in the document: an action may be moved while it is looked at. */
export function useEndpointPath(key: EndpointKey): DocumentPath {
  // A text, because what is selected is compared by identity.
  const index = useDefinition((definition) => endpointPath(definition, key)[1]);
  return typeof index === "number" ? ["actions", index, "endpoint"] : ["endpoints", key];
}
