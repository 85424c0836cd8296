"use client";

import { type Endpoint, type EndpointKey, httpMethods } from "@/lib/destination/definition";
import { payloadLanguage } from "@/lib/destination/template-use";
import { DraftSelect } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { DraftTemplateEditor, DraftTemplateLine } from "./draft-template";

const methodOptions = httpMethods.map((method) => ({ value: method, label: method }));

const samples: Record<EndpointKey, { url: string; payload: string }> = {
  testConnection: { url: "https://api.example.com/v1/me", payload: "" },
  listCreation: {
    url: "https://api.example.com/v1/lists",
    payload: '{ "name": "[Amplitude] $amplitude_cohort_name" }',
  },
  addUsers: { url: "https://api.example.com/v1/lists/$list_id/add", payload: '{ "userIds": $items }' },
  removeUsers: { url: "https://api.example.com/v1/lists/$list_id/remove", payload: '{ "userIds": $items }' },
};

/** Method, URL and payload of a call. */
export function EndpointRequestForm({ endpointKey }: { endpointKey: EndpointKey }) {
  const endpoint = useDefinition(({ endpoints }) => endpoints[endpointKey]);
  return endpoint && <RequestFields endpointKey={endpointKey} endpoint={endpoint} />;
}

function RequestFields({ endpointKey, endpoint }: { endpointKey: EndpointKey; endpoint: Endpoint }) {
  const path = ["endpoints", endpointKey];
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
          placeholder={samples[endpointKey].url}
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
        placeholder={isForm ? "name=$amplitude_cohort_name" : samples[endpointKey].payload}
        help={mayHaveNoBody ? `A ${endpoint.method} has no body unless you write one here.` : undefined}
        labelEnd="Type $ for variables"
        endpoint={endpointKey}
        isOptional={mayHaveNoBody}
      />
    </>
  );
}
