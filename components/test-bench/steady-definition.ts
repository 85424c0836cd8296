"use client";

import { useState } from "react";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { allEndpoints, type EndpointKey, endpointAt, listCreationOf } from "@/lib/destination/endpoints";
import { isSameJson } from "@/lib/destination/same-json";

/**
 * The definition as it last changed in what concerns one endpoint's request, or without an endpoint in what concerns
 * the answers of the setup modal: what is made of it need not be made again while another endpoint is typed into.
 */
export function useSteadyDefinition(definition: DestinationDefinition, endpoint?: EndpointKey): DestinationDefinition {
  const [steady, setSteady] = useState(definition);
  if (steady === definition || isSameFor(steady, definition, endpoint)) return steady;
  setSteady(definition);
  return definition;
}

/** Whether two definitions give the same request for an endpoint, told by identity: an edit makes new what it changes. */
export function isSameFor(
  before: DestinationDefinition,
  after: DestinationDefinition,
  endpoint?: EndpointKey,
): boolean {
  if (endpoint && endpointAt(before, endpoint) !== endpointAt(after, endpoint)) return false;
  const isShared = sharedParts.every((part) => before[part] === after[part]);
  // Another endpoint's own method decides which credentials are asked for.
  const hasSameMethods = isSameJson(overridesOf(before), overridesOf(after));
  const [one, other] = [listCreationOf(before), listCreationOf(after)];
  const hasSameListId = one?.listIdFrom === other?.listIdFrom && one?.listIdTemplate === other?.listIdTemplate;
  return isShared && hasSameMethods && hasSameListId;
}

function overridesOf(definition: DestinationDefinition): unknown {
  return allEndpoints(definition).map(({ key, endpoint }) => [key, endpoint.authentication?.method ?? null]);
}

const sharedParts = [
  "authentication",
  "fields",
  "headers",
  "mappings",
  "slugifyCohortName",
  "delivery",
] as const satisfies readonly (keyof DestinationDefinition)[];
