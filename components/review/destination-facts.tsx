import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { formatBytes, formatNumber, pluralize } from "@/components/ui/format-number";
import type { Authentication, DestinationDefinition, PropertyDefinition } from "@/lib/destination/definition";
import { endpointsOf, isCohortDefinition, listCreationOf } from "@/lib/destination/endpoints";
import { kindNames } from "@/lib/destination/kind-words";

/** What is true of the whole destination: its kind, how it signs in, what its calls are limited to. */
export function DestinationFacts({ definition }: { definition: DestinationDefinition }) {
  return (
    <Card title="In short" headingLevel={3}>
      <DescriptionList
        items={[
          { term: "Kind", value: kindNames[definition.kind] },
          { term: "Authentication", value: <AuthenticationFacts authentication={definition.authentication} /> },
          ...ownAuthentications(definition),
          ...kindFacts(definition),
          ...deliveryFacts(definition),
        ]}
      />
    </Card>
  );
}

const methodWords: Record<Authentication["method"], string> = {
  none: "None",
  bearer: "Bearer token",
  basic: "Basic",
  header: "API key in a header",
  custom: "Custom headers",
  oauth2: "OAuth 2 client credentials",
};

const credentialPlaces: Record<Authentication["oauth2"]["credentialsIn"], string> = {
  body: "in the body",
  header: "in a Basic header",
  query: "in the URL's query",
};

function AuthenticationFacts({ authentication: { method, oauth2 } }: { authentication: Authentication }) {
  if (method !== "oauth2") return methodWords[method];
  const { clientId, clientSecret, parameters, scope, tokenUrl, credentialsIn } = oauth2;
  return (
    <>
      {methodWords[method]}
      <span className="mt-0.5 block text-muted text-xs">
        The token comes from{" "}
        <code className="break-all font-mono text-ink">
          {oauth2.method} {tokenUrl}
        </code>
        , with <code className="font-mono text-ink">${clientId}</code> and{" "}
        <code className="font-mono text-ink">${clientSecret}</code> {credentialPlaces[credentialsIn]}
        {scope.trim() !== "" && (
          <>
            , for the scope <code className="break-all font-mono text-ink">{scope}</code>
          </>
        )}
        {parameters.length > 0 && `, and ${pluralize(parameters.length, "further parameter")}`}.
      </span>
    </>
  );
}

function ownAuthentications(definition: DestinationDefinition) {
  return endpointsOf(definition).flatMap(({ name, endpoint: { authentication } }) =>
    authentication
      ? [{ term: `${name}, on its own`, value: <AuthenticationFacts authentication={authentication} /> }]
      : [],
  );
}

function kindFacts(definition: DestinationDefinition) {
  if (!isCohortDefinition(definition)) {
    return [{ term: "Actions", value: formatNumber(definition.actions.length) }];
  }
  const members = {
    term: "Members",
    value:
      definition.memberCalls === "shared"
        ? sharedWords(definition.endpoints.updateUsers.mixesDirections)
        : "A call for each direction",
  };
  if (definition.kind === "property") return [propertyKeyFact(definition), members];
  const creation = listCreationOf(definition);
  return [
    { term: "Lists", value: creation ? listWords[creation.listIdFrom] : "" },
    { term: "List deletion", value: definition.endpoints.listDeletion ? "A list is deleted with its sync" : "Never" },
    members,
  ];
}

const listWords = {
  response: "Created; the response holds the list ID",
  request: "Created; the list ID is in the request",
  none: "Not created: the list ID comes from the answers, or there is none",
};

function sharedWords(mixesDirections: boolean): string {
  return mixesDirections
    ? "One call for both, with users who enter and users who leave together"
    : "One call for both, with users of one direction at a time";
}

function propertyKeyFact({ propertyKey, endpoints }: PropertyDefinition) {
  return {
    term: "Property key",
    value: (
      <>
        <code className="break-all font-mono text-xs">{propertyKey}</code>
        <span className="mt-0.5 block text-muted text-xs">
          Made at the first sync and kept, so that renaming a cohort leaves nobody behind.{" "}
          {endpoints.propertyCreation
            ? "The property is created first."
            : "The property isn't created by a call of its own."}
        </span>
      </>
    ),
  };
}

const cadenceWords: Record<DestinationDefinition["delivery"]["cadences"][number], string> = {
  one_time: "one time",
  hourly: "hourly",
  daily: "daily",
  real_time: "real time",
};

function deliveryFacts(definition: DestinationDefinition) {
  const { delivery } = definition;
  const { rateLimit } = delivery;
  const limit = rateLimit ? `${pluralize(rateLimit.requests, "request")} a ${rateLimit.per}` : "No rate limit";
  const ofCohorts = isCohortDefinition(definition)
    ? [
        { term: "Cadences", value: delivery.cadences.map((cadence) => cadenceWords[cadence]).join(", ") || "None" },
        { term: "Each run sends", value: delivery.fullRefresh ? "The whole cohort" : "What has changed" },
      ]
    : [];
  return [
    ...ofCohorts,
    { term: "Limits", value: `${limit}; ${delivery.concurrency} at once` },
    ...batchFacts(definition),
  ];
}

function batchFacts(definition: DestinationDefinition) {
  const noun = isCohortDefinition(definition) ? "user" : "event";
  const sizes = endpointsOf(definition).flatMap(({ name, endpoint }) => {
    if (!("batchSize" in endpoint)) return [];
    const bytes = endpoint.bodyBytesMax === null ? "" : `, up to ${formatBytes(endpoint.bodyBytesMax)}`;
    return `${name}: ${pluralize(endpoint.batchSize, noun)}${bytes}`;
  });
  return sizes.length > 0 ? [{ term: "In one call", value: sizes.join("; ") }] : [];
}
