"use client";

import { type DestinationKind, type Endpoint, httpMethods } from "@/lib/destination/definition";
import { type EndpointKey, type FixedEndpointKey, isFixedKey } from "@/lib/destination/endpoints";
import { payloadLanguage } from "@/lib/destination/template-use";
import { DraftSelect } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { DraftTemplateEditor, DraftTemplateLine } from "./draft-template";
import { useEndpoint, useEndpointPath } from "./endpoint-piece";

const methodOptions = httpMethods.map((method) => ({ value: method, label: method }));

interface Sample {
  url: string;
  payload: string;
}

/** What a call of a kind looks like, until somebody has written one. */
function sampleFor(kind: DestinationKind, key: EndpointKey): Sample {
  if (!isFixedKey(key)) return eventSample;
  return (kind === "property" ? propertySamples[key] : undefined) ?? samples[key];
}

const eventSample: Sample = {
  url: "https://api.example.com/v1/events",
  payload: '{ "user": "${event.userId}", "name": "${event.event}", "properties": ${event.properties?} }',
};

const propertySamples: Partial<Record<FixedEndpointKey, Sample>> = {
  updateUsers: { url: "https://api.example.com/v1/profiles/batch", payload: '{ "profiles": $items }' },
  addUsers: { url: "https://api.example.com/v1/profiles/batch", payload: '{ "profiles": $items }' },
  removeUsers: { url: "https://api.example.com/v1/profiles/batch", payload: '{ "profiles": $items }' },
};

const samples: Record<FixedEndpointKey, Sample> = {
  testConnection: { url: "https://api.example.com/v1/me", payload: "" },
  propertyCreation: {
    url: "https://api.example.com/v1/properties",
    payload: '{ "name": "$property_key", "type": "boolean" }',
  },
  updateUsers: { url: "https://api.example.com/v1/lists/$list_id/members", payload: '{ "members": $items }' },
  listDeletion: { url: "https://api.example.com/v1/lists/$list_id", payload: "" },
  listCreation: {
    url: "https://api.example.com/v1/lists",
    payload: '{ "name": "[Amplitude] $amplitude_cohort_name" }',
  },
  addUsers: { url: "https://api.example.com/v1/lists/$list_id/add", payload: '{ "userIds": $items }' },
  removeUsers: { url: "https://api.example.com/v1/lists/$list_id/remove", payload: '{ "userIds": $items }' },
};

/** Method, URL and payload of a call. */
export function EndpointRequestForm({ endpointKey }: { endpointKey: EndpointKey }) {
  const endpoint = useEndpoint(endpointKey);
  return endpoint && <RequestFields endpointKey={endpointKey} endpoint={endpoint} />;
}

function RequestFields({ endpointKey, endpoint }: { endpointKey: EndpointKey; endpoint: Endpoint }) {
  const path = useEndpointPath(endpointKey);
  const kind = useDefinition((definition) => definition.kind);
  const sample = sampleFor(kind, endpointKey);
  const mayHaveNoBody = endpoint.method === "GET" || endpoint.method === "DELETE";
  const isForm = endpoint.contentType === "application/x-www-form-urlencoded";
  return (
    <>
      <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-start gap-2">
        <DraftSelect path={[...path, "method"]} label="Method" value={endpoint.method} options={methodOptions} isMono />
        <DraftTemplateLine
          path={[...path, "url"]}
          label="URL"
          value={endpoint.url}
          placeholder={sample.url}
          endpoint={endpointKey}
          isRequired
        />
      </div>
      <DraftTemplateEditor
        path={[...path, "payload"]}
        label={isForm ? "Payload (form)" : "Payload"}
        value={endpoint.payload}
        language={payloadLanguage(endpoint)}
        rows={mayHaveNoBody ? 2 : endpointKey === "listCreation" ? 5 : 6}
        placeholder={
          isForm ? (kind === "event" ? "name=${event.event}" : "name=$amplitude_cohort_name") : sample.payload
        }
        help={mayHaveNoBody ? `A ${endpoint.method} has no body unless you write one here.` : undefined}
        labelEnd="Type $ for variables"
        endpoint={endpointKey}
        isOptional={mayHaveNoBody}
      />
    </>
  );
}
