"use client";

import { memo } from "react";
import { listCreationOf } from "@/lib/destination/endpoints";
import { normalizeListIdPath } from "@/lib/destination/response";
import { fieldId } from "./document-place";
import { DraftText, useWrite } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { DraftTemplateLine } from "./draft-template";
import { RadioRows } from "./radio-rows";

const path = ["endpoints", "listCreation"];

const sources = [
  { value: "response", label: "In the response", description: "Your API makes the ID and answers with it." },
  { value: "request", label: "In the request", description: "The ID is something we send, such as the list's name." },
  { value: "none", label: "No creation call", description: "Lists exist already, or appear by themselves." },
] as const;

/** Where the list ID comes from. Its value is asked for below the request that it may be read from. */
export const ListIdSourceForm = memo(function ListIdSourceForm() {
  const listIdFrom = useDefinition((definition) => listCreationOf(definition)?.listIdFrom ?? "none");
  const setSource = useWrite([...path, "listIdFrom"]);
  return (
    <div>
      <h3 className="mb-1.5 font-medium text-ink text-sm">Where the list ID is</h3>
      <RadioRows
        id={fieldId([...path, "listIdFrom"])}
        label="Where the list ID is"
        value={listIdFrom}
        options={sources}
        onValueChange={setSource}
      />
    </div>
  );
});

export const ListIdValueForm = memo(function ListIdValueForm() {
  const listIdFrom = useDefinition((definition) => listCreationOf(definition)?.listIdFrom ?? "none");
  const listIdPath = useDefinition((definition) => listCreationOf(definition)?.listIdPath ?? "");
  const listIdTemplate = useDefinition((definition) => listCreationOf(definition)?.listIdTemplate ?? "");
  if (listIdFrom === "response") return <ListIdPath value={listIdPath} />;
  const isRequest = listIdFrom === "request";
  return (
    <DraftTemplateLine
      path={[...path, "listIdTemplate"]}
      label="List ID"
      value={listIdTemplate}
      placeholder={isRequest ? "$amplitude_cohort_name" : "$list_name"}
      endpoint={isRequest ? "listCreation" : undefined}
      help={
        isRequest
          ? "The value that becomes $list_id in the calls that follow."
          : "The value of $list_id, such as the answer to a custom field. Leave it empty if no call needs one."
      }
      isRequired={isRequest}
      isOptional={!isRequest}
    />
  );
});

function ListIdPath({ value }: { value: string }) {
  const read = value.trim() === "" ? undefined : normalizeListIdPath(value);
  return (
    <DraftText
      path={[...path, "listIdPath"]}
      label="Path to the list ID in the response"
      value={value}
      placeholder="response.data.id"
      help={
        read?.ok ? (
          <>
            Read as JSONPath <code className="font-mono text-2xs">{read.jsonPath}</code>. A number stays a number.
          </>
        ) : (
          "A dotted path such as data.id or items[0].id, or a JSONPath. After a test, click the value in the response."
        )
      }
      isMono
      isRequired
    />
  );
}
