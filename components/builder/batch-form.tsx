"use client";

import { memo } from "react";
import type { DestinationKind } from "@/lib/destination/definition";
import { batchedEndpointAt, type EndpointKey, isActionKey, mixesDirections } from "@/lib/destination/endpoints";
import { DraftSwitch } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { DraftTemplateEditor } from "./draft-template";
import { useEndpointPath } from "./endpoint-piece";
import { OptionalNumberInput, WholeNumberInput } from "./parsed-input";

interface BatchFormProps {
  /** Of an endpoint that sends users or events. */
  endpointKey: EndpointKey;
}

/** How many users or events one call carries, and what one of them becomes in it. */
export const BatchForm = memo(function BatchForm({ endpointKey }: BatchFormProps) {
  const batchSize = useDefinition((definition) => batchedEndpointAt(definition, endpointKey)?.batchSize ?? 1);
  const bodyBytesMax = useDefinition((definition) => batchedEndpointAt(definition, endpointKey)?.bodyBytesMax ?? null);
  const path = useEndpointPath(endpointKey);
  const isEvent = isActionKey(endpointKey);
  const items = isEvent ? "events" : "users";
  return (
    <>
      {endpointKey === "updateUsers" && <MixSwitch />}
      <ItemTemplate endpointKey={endpointKey} isNeeded={!isEvent || batchSize !== 1} />
      <div className="grid items-start gap-4 @lg:grid-cols-2">
        <WholeNumberInput
          path={[...path, "batchSize"]}
          label="Batch size"
          value={batchSize}
          min={1}
          max={100_000}
          end={`${items} per call`}
          help={batchHelp(isEvent, batchSize)}
          isRequired
        />
        {(!isEvent || batchSize !== 1 || bodyBytesMax !== null) && (
          <OptionalNumberInput
            path={[...path, "bodyBytesMax"]}
            label="Maximum body size"
            value={bodyBytesMax}
            min={1}
            max={1_000_000_000}
            placeholder="No limit"
            end="bytes"
            help="Whichever limit comes first closes the batch."
            isOptional
          />
        )}
      </div>
    </>
  );
});

function batchHelp(isEvent: boolean, batchSize: number): string {
  if (batchSize !== 1) return `Up to 100,000. With 1, each ${isEvent ? "event" : "user"} is a call of its own.`;
  return isEvent
    ? "One event per call: $event stands in the URL and payload. With more, each event becomes an item of $items."
    : "One user per call: $item and the mapped variables may stand in the URL and payload too.";
}

/** Whether those who enter and those who leave may be told apart in one call. */
function MixSwitch() {
  const mixes = useDefinition((definition) => mixesDirections(definition, "updateUsers"));
  return (
    <DraftSwitch
      path={["endpoints", "updateUsers", "mixesDirections"]}
      label="Users who enter and users who leave share a call"
      help={
        mixes
          ? "Each item then says which: write $in_cohort or $operation in the item template."
          : "Each call has one direction: $in_cohort and $operation may stand in the URL and the payload too."
      }
      value={mixes}
    />
  );
}

const itemSamples: Record<DestinationKind, string> = {
  list: '"$user_id_field_amplitude"',
  property: '{ "id": "$user_id_field", "$property_key": $in_cohort }',
  event: '{ "user": "${event.userId}", "name": "${event.event}", "time": "${event.timestamp}" }',
};

/** Kept, and shown, where it is written although no call needs it at the moment. */
function ItemTemplate({ endpointKey, isNeeded }: BatchFormProps & { isNeeded: boolean }) {
  const kind = useDefinition((definition) => definition.kind);
  const itemTemplate = useDefinition((definition) => batchedEndpointAt(definition, endpointKey)?.itemTemplate ?? "");
  const path = useEndpointPath(endpointKey);
  if (!isNeeded && itemTemplate === "") return null;
  return (
    <DraftTemplateEditor
      path={[...path, "itemTemplate"]}
      label="Item template"
      value={itemTemplate}
      language="json"
      rows={kind === "list" ? 2 : 3}
      placeholder={itemSamples[kind]}
      help={
        kind === "event"
          ? "What one event becomes; $items is the array of them."
          : "What one user becomes; $items is the array of them."
      }
      endpoint={endpointKey}
      isItemTemplate
      isRequired={isNeeded}
      isOptional={!isNeeded}
    />
  );
}
