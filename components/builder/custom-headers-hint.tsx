"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { blankField, blankHeader } from "@/lib/destination/blank-definition";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { useDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";

/** What "custom headers" leaves to the partner, and one click that does the usual thing. */
export function CustomHeadersHint() {
  const hasHeaders = useDefinition((definition) => definition.headers.length > 0);
  const { edit } = useDraftActions();
  if (hasHeaders) return null;
  return (
    <Callout
      title="Nothing is sent by itself"
      actions={
        <Button size="sm" onClick={() => edit("Add an API key and its header", addKeyAndHeader)}>
          Add an API key and its header
        </Button>
      }
    >
      Ask for your credentials with custom fields and send them in additional headers, such as{" "}
      <code className="font-mono text-xs">Authorization: App $api_key</code>.
    </Callout>
  );
}

function addKeyAndHeader(definition: DestinationDefinition): DestinationDefinition {
  const isAsked = definition.fields.some(
    ({ variable, credentialOf }) => variable === "api_key" && credentialOf === null,
  );
  const key = { ...blankField("string"), variable: "api_key", displayName: "API Key", secret: true };
  return {
    ...definition,
    fields: isAsked ? definition.fields : [...definition.fields, key],
    headers: [...definition.headers, { ...blankHeader(), name: "Authorization", value: "App $api_key" }],
  };
}
