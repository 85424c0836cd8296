/** What a draft may begin with beside nothing: complete definitions of the usual shapes of list APIs, as plain data. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/endpoints";
import { batchWithRegions } from "./batch-with-regions";
import { bearerLists } from "./bearer-lists";
import { listsByName } from "./lists-by-name";
import { oneCallPerUser } from "./one-call-per-user";

export interface DestinationTemplate {
  /** Stable: a request names it. */
  id: string;
  name: string;
  /** For which API it is right, in a sentence. */
  description: string;
  /** A fresh copy with ids of its own. */
  build: () => DestinationDefinition;
}

export const destinationTemplates: readonly DestinationTemplate[] = [
  {
    id: "bearer_lists",
    name: "List API with a bearer token",
    description: "Lists are created by one call, members are added and removed by their IDs, many at a time.",
    build: bearerLists,
  },
  {
    id: "key_pair_regions",
    name: "Key pair and regions",
    description: "Basic authentication with a key and a secret, and one host for each region.",
    build: batchWithRegions,
  },
  {
    id: "one_call_per_user",
    name: "One call for each user",
    description: "An API key in a header; each member is a resource of its own, put and deleted by its URL.",
    build: oneCallPerUser,
  },
  {
    id: "lists_by_name",
    name: "Lists known by their name",
    description: "No creation call: a list appears when the first user is sent with its name.",
    build: listsByName,
  },
];

/** Begins a draft from a template; undefined for an id that none has. */
export function findTemplate(id: string): DestinationTemplate | undefined {
  return destinationTemplates.find((template) => template.id === id);
}

export interface DefinitionOutline {
  /** "Bearer token", and the like. */
  authentication: string;
  /** Display names of what the customer is asked. */
  questions: string[];
  /** Each call in the order of a sync: "Add users", "POST", the URL template. */
  calls: { name: string; method: string; url: string }[];
  /** The payload of the call that adds users. */
  payload: string;
}

const methodWords = {
  custom: "Custom headers",
  none: "No authentication",
  basic: "Basic: key and secret",
  header: "API key in a header",
  bearer: "Bearer token",
  oauth2: "OAuth 2 client credentials",
} as const;

/** What a definition contains, in few words: for a card that offers it. */
export function outlineOf(definition: DestinationDefinition): DefinitionOutline {
  return {
    authentication: methodWords[definition.authentication.method],
    questions: [
      ...definition.fields.map(({ displayName }) => displayName),
      ...definition.mappings.map(({ displayName }) => displayName),
    ],
    calls: endpointsOf(definition).map(({ name, endpoint }) => ({
      name,
      method: endpoint.method,
      url: endpoint.url,
    })),
    payload: outlinePayload(definition),
  };
}

/** The payload that says most about an API: the one that sends users, or of the first action. */
function outlinePayload(definition: DestinationDefinition): string {
  const endpoints = endpointsOf(definition);
  const sending = endpoints.find(({ endpoint }) => "batchSize" in endpoint) ?? endpoints.at(0);
  return sending?.endpoint.payload ?? "";
}
