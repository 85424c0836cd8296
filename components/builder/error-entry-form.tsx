"use client";

import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/switch";
import type { ErrorEntry, RetryClass } from "@/lib/destination/definition";
import { type EndpointKey, endpointAt, isMembersKey } from "@/lib/destination/endpoints";
import { isRetriedByDefault } from "@/lib/destination/error-catalog";
import type { DocumentPath } from "@/lib/destination/finding";
import { fieldId } from "./document-place";
import { DraftSelect, DraftText, DraftTextarea, useWrite } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { DraftTemplateText } from "./draft-template";
import { useEndpointPath } from "./endpoint-piece";
import { ListPart } from "./list-part";
import { type ListPlace, useListEdits } from "./use-list-edits";
import { VariableSelect } from "./variable-select";

/** The list of an endpoint's errors; `path` is where the endpoint stands. */
export function errorsPlace(key: EndpointKey, path: DocumentPath): ListPlace<ErrorEntry> {
  return {
    path: [...path, "errors"],
    read: (definition) => endpointAt(definition, key)?.errors ?? [],
    word: "error",
  };
}

interface ErrorEntryFormProps {
  entry: ErrorEntry;
  index: number;
  endpointKey: EndpointKey;
  count: number;
}

/** One error classification. Not drawn again while another one is edited. */
export const ErrorEntryForm = memo(function ErrorEntryForm({ entry, index, endpointKey, count }: ErrorEntryFormProps) {
  const place = errorsPlace(endpointKey, useEndpointPath(endpointKey));
  const list = useListEdits(place);
  const path = [...place.path, index];
  const name = entry.failureReason || entry.status || "New error";
  return (
    <ListPart
      list={list}
      id={entry.id}
      path={path}
      name={name}
      summary={<EntrySummary entry={entry} />}
      note={entry.message.trim() === "" ? undefined : <span className="line-clamp-1">{entry.message}</span>}
      isNew={entry.failureReason === "" || entry.status === ""}
      position={index}
      count={count}
      onMove={(step) => list.move(entry.id, step)}
      onDuplicate={() => list.duplicate(entry, {})}
      onRemove={() => list.remove(entry, entry.failureReason)}
    >
      <div className="grid items-start gap-4 @lg:grid-cols-2">
        <DraftText
          path={[...path, "failureReason"]}
          label="Failure reason"
          value={entry.failureReason}
          placeholder="API key"
          help="The short type that the customer sees first."
          isRequired
        />
        <DraftText
          path={[...path, "status"]}
          label="Status code"
          value={entry.status}
          placeholder="401"
          help="A number, 4xx, 5xx, timeout, network or invalid_response."
          charsMax={20}
          isMono
          isRequired
        />
      </div>
      <DraftTextarea
        path={[...path, "subErrorCode"]}
        label="Sub error code"
        value={entry.subErrorCode}
        rows={2}
        charsMax={10_000}
        placeholder='{ "error_code": 1000 }'
        help="JSON that the response must contain, to tell errors of one status apart. In a text, * stands for anything."
        isMono
        isOptional
      />
      <DraftTemplateText
        path={[...path, "message"]}
        label="Error message"
        value={entry.message}
        endpoint={endpointKey}
        charsMax={5_000}
        placeholder="The API key was not accepted. Copy it again from your account's settings."
        help="What happened and what to do, in the customer's words. Markdown; variables that are not secret may be used."
        isRequired
      />
      <div className="grid items-start gap-4 @lg:grid-cols-3">
        <DraftText
          path={[...path, "fixUrl"]}
          label="Link to a fix"
          value={entry.fixUrl}
          placeholder="https://help.example.com/api-keys"
          charsMax={2_000}
          isMono
          isOptional
        />
        <VariableSelect path={[...path, "field"]} label="Field to check" value={entry.field} emptyLabel="None" />
        <DraftSelect
          path={[...path, "retry"]}
          label="Then"
          value={entry.retry}
          options={retryOptions(entry.status, endpointKey)}
        />
      </div>
      <ListGoneSwitch entry={entry} path={path} endpointKey={endpointKey} />
    </ListPart>
  );
});

/** Which of the answers means that a list has to be made again; only where there are lists. */
function ListGoneSwitch({
  entry,
  path,
  endpointKey,
}: Pick<ErrorEntryFormProps, "entry" | "endpointKey"> & { path: DocumentPath }) {
  const write = useWrite([...path, "meaning"]);
  const hasList = useDefinition(({ kind }) => kind === "list") && isMembersKey(endpointKey);
  const isSet = entry.meaning === "list_gone";
  if (!hasList && !isSet) return null;
  return (
    <Switch
      id={fieldId([...path, "meaning"])}
      label="It means that the list is gone"
      help="Deleted on your side. The list can then be made again, and the next run sends the whole cohort."
      checked={isSet}
      onCheckedChange={(isOn) => write(isOn ? "list_gone" : "none")}
    />
  );
}

function EntrySummary({ entry }: { entry: ErrorEntry }) {
  const retry = retryWords[entry.retry];
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
      <code className="rounded-xs bg-sunken px-1 font-mono text-xs">{entry.status || "…"}</code>
      <span className="truncate">{entry.failureReason || "New error"}</span>
      {entry.subErrorCode.trim() !== "" && <Badge>Sub error code</Badge>}
      {entry.meaning === "list_gone" && <Badge>List is gone</Badge>}
      {retry && <span className="font-normal text-faint text-xs">{retry}</span>}
    </span>
  );
}

const retryWords: Record<RetryClass, string> = {
  default: "",
  retry: "tried again",
  fail: "fails",
  ignore: "counts as success",
};

function retryOptions(status: string, key: EndpointKey): { value: RetryClass; label: string; description?: string }[] {
  const usual = status.trim() === "" ? "" : isRetriedByDefault(status.trim()) ? "try again" : "fail";
  return [
    { value: "default", label: usual ? `As usual: ${usual}` : "As usual for its status" },
    { value: "retry", label: "Try again", description: "Eight times, ever more slowly" },
    {
      value: "fail",
      label: "Fail",
      description: key === "listCreation" ? "The run stops" : "The run goes on with the next batch",
    },
    { value: "ignore", label: "Count as success", description: "For “already a member” and the like" },
  ];
}
