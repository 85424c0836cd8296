"use client";

import { memo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import type { EndpointKey, ErrorEntry, RetryClass } from "@/lib/destination/definition";
import { isRetriedByDefault } from "@/lib/destination/error-catalog";
import { Place } from "./builder-field";
import { DraftSelect, DraftText, DraftTextarea } from "./draft-controls";
import { useShownFindings } from "./draft-pieces";
import { FindingList } from "./finding-list";
import { PlaceDisclosure } from "./place-disclosure";
import { RowActions } from "./row-actions";
import { type ListPlace, useListEdits } from "./use-list-edits";
import { usePartProblems } from "./use-part-problems";
import { VariableSelect } from "./variable-select";

export function errorsPlace(key: EndpointKey): ListPlace<ErrorEntry> {
  return {
    path: ["endpoints", key, "errors"],
    read: (definition) => definition.endpoints[key]?.errors ?? [],
    word: "error",
  };
}

interface ErrorEntryFormProps {
  entry: ErrorEntry;
  index: number;
  endpointKey: EndpointKey;
  isFirst: boolean;
  isLast: boolean;
}

/** One error classification. Not drawn again while another one is edited. */
export const ErrorEntryForm = memo(function ErrorEntryForm({
  entry,
  index,
  endpointKey,
  ...ends
}: ErrorEntryFormProps) {
  const place = errorsPlace(endpointKey);
  const list = useListEdits(place);
  const path = [...place.path, index];
  const name = entry.failureReason || entry.status || "New error";
  const [isOpenAtFirst] = useState(entry.failureReason === "" || entry.status === "");
  const findings = useShownFindings(path);
  const problems = usePartProblems(path);
  return (
    <Place name={name}>
      <PlaceDisclosure
        path={path}
        defaultOpen={isOpenAtFirst}
        title={
          <span className="flex min-w-0 flex-wrap items-center gap-x-2">
            <code className="font-mono text-xs">{entry.status || "…"}</code>
            <span className="truncate">{entry.failureReason || "New error"}</span>
            {entry.subErrorCode.trim() !== "" && <Badge>Sub error code</Badge>}
          </span>
        }
        {...problems}
        actions={
          <RowActions
            name={name}
            {...ends}
            onMove={(step) => list.move(entry.id, step)}
            onDuplicate={() => list.duplicate(entry, {})}
            onRemove={() => list.remove(entry, entry.failureReason)}
          />
        }
      >
        <div className="space-y-4">
          <FindingList findings={findings} />
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
          <DraftTextarea
            path={[...path, "message"]}
            label="Error message"
            value={entry.message}
            rows={2}
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
        </div>
      </PlaceDisclosure>
    </Place>
  );
});

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
