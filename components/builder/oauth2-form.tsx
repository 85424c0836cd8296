"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { DestinationDefinition, OAuth2 } from "@/lib/destination/definition";
import { type EndpointKey, endpointAt } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { newId } from "@/lib/destination/id";
import { DraftSelect, DraftText } from "./draft-controls";
import { DraftTemplateLine } from "./draft-template";
import { PartRow } from "./part-row";
import { RowActions } from "./row-actions";
import { SortablePart } from "./sortable-part";
import { useListEdits } from "./use-list-edits";
import { VariableSelect } from "./variable-select";

type Parameter = OAuth2["parameters"][number];

const methodOptions = [
  { value: "POST", label: "POST" },
  { value: "GET", label: "GET" },
] as const;

const placeOptions = [
  { value: "body", label: "In the body", description: "As form fields client_id and client_secret" },
  { value: "header", label: "In a header", description: "Authorization: Basic, as the standard prefers" },
  { value: "query", label: "In the URL", description: "As parameters client_id and client_secret" },
] as const;

interface OAuth2FormProps {
  path: DocumentPath;
  oauth2: OAuth2;
  /** The endpoint that has this method in place of the destination's. */
  endpoint?: EndpointKey;
}

/** The call that makes a token of the customer's ID and secret, before any other call is made. */
export function OAuth2Form({ path, oauth2, endpoint }: OAuth2FormProps) {
  return (
    <div className="space-y-4 rounded-lg border border-line bg-surface p-3 shadow-1">
      <div>
        <h3 className="font-medium text-ink text-sm">The token</h3>
        <p className="mt-0.5 max-w-prose text-muted text-xs">
          Asked for at the token URL, kept until it expires, and sent with every call as{" "}
          <code className="font-mono">Authorization: Bearer $access_token</code>. Where your API wants it elsewhere,{" "}
          <code className="font-mono">$access_token</code> may stand in any URL, header or payload.
        </p>
      </div>
      <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-start gap-2">
        <DraftSelect path={[...path, "method"]} label="Method" value={oauth2.method} options={methodOptions} isMono />
        <DraftTemplateLine
          path={[...path, "tokenUrl"]}
          label="Token URL"
          value={oauth2.tokenUrl}
          placeholder="https://auth.example.com/oauth/token"
          endpoint={endpoint}
          part="token"
          isRequired
        />
      </div>
      <div className="grid items-start gap-4 @lg:grid-cols-2">
        <VariableSelect path={[...path, "clientId"]} label="Client ID" value={oauth2.clientId} />
        <VariableSelect path={[...path, "clientSecret"]} label="Client secret" value={oauth2.clientSecret} />
        <DraftSelect
          path={[...path, "credentialsIn"]}
          label="Where ID and secret go"
          value={oauth2.credentialsIn}
          options={placeOptions}
        />
        <DraftText
          path={[...path, "scope"]}
          label="Scope"
          value={oauth2.scope}
          placeholder="lists.write profiles.write"
          help="Separate several by spaces."
          isMono
          isOptional
        />
      </div>
      <Parameters path={[...path, "parameters"]} parameters={oauth2.parameters} endpoint={endpoint} />
    </div>
  );
}

interface ParametersProps {
  path: DocumentPath;
  parameters: readonly Parameter[];
  endpoint: EndpointKey | undefined;
}

/** Such as an `audience`; `grant_type=client_credentials` is sent anyway. */
function Parameters({ path, parameters, endpoint }: ParametersProps) {
  const list = useListEdits<Parameter>({
    path,
    read: (definition) => parametersOf(definition, endpoint),
    word: "parameter",
  });
  return (
    <div className="space-y-2">
      <h4 className="font-medium text-ink text-sm">
        Further parameters <span className="font-normal text-faint text-xs">Optional</span>
      </h4>
      {parameters.map((parameter, index) => (
        <ParameterRow
          key={parameter.id}
          list={list}
          parameter={parameter}
          path={[...path, index]}
          position={index}
          count={parameters.length}
          endpoint={endpoint}
        />
      ))}
      <Button
        size="sm"
        icon={<Plus />}
        onClick={() => list.add({ id: newId(), name: "", value: "" }, parameters.length, "name")}
      >
        Add parameter
      </Button>
    </div>
  );
}

interface ParameterRowProps {
  list: ReturnType<typeof useListEdits<Parameter>>;
  parameter: Parameter;
  path: DocumentPath;
  position: number;
  count: number;
  endpoint: EndpointKey | undefined;
}

function ParameterRow({ list, parameter, path, position, count, endpoint }: ParameterRowProps) {
  const name = parameter.name || "parameter";
  const isFirst = position === 0;
  const move = (step: -1 | 1) => list.move(parameter.id, step);
  return (
    <SortablePart list={list} id={parameter.id} name={name} position={position} count={count} onMove={move}>
      {(handle) => (
        <PartRow
          handle={handle}
          hasLabels={isFirst}
          columns="gap-2 @md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
          actions={
            <RowActions
              name={name}
              position={position}
              count={count}
              onMove={move}
              onRemove={() => list.remove(parameter, parameter.name)}
            />
          }
        >
          <DraftText
            path={[...path, "name"]}
            label="Name"
            value={parameter.name}
            placeholder="audience"
            isMono
            isLabelHidden={!isFirst}
          />
          <DraftTemplateLine
            path={[...path, "value"]}
            label="Value"
            value={parameter.value}
            placeholder="https://api.example.com"
            endpoint={endpoint}
            part="token"
            isLabelHidden={!isFirst}
          />
        </PartRow>
      )}
    </SortablePart>
  );
}

function parametersOf(definition: DestinationDefinition, endpoint: EndpointKey | undefined): readonly Parameter[] {
  const authentication = endpoint ? endpointAt(definition, endpoint)?.authentication : definition.authentication;
  return authentication?.oauth2.parameters ?? [];
}
