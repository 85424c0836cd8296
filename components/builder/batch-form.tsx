"use client";

import type { MembersEndpoint } from "@/lib/destination/definition";
import { DraftTemplateEditor } from "./draft-template";
import { OptionalNumberInput, WholeNumberInput } from "./parsed-input";

interface BatchFormProps {
  endpointKey: "addUsers" | "removeUsers";
  endpoint: MembersEndpoint;
}

/** How many users one call carries, and what one user becomes in it. */
export function BatchForm({ endpointKey, endpoint }: BatchFormProps) {
  const path = ["endpoints", endpointKey];
  return (
    <>
      <DraftTemplateEditor
        path={[...path, "itemTemplate"]}
        label="Item template"
        value={endpoint.itemTemplate}
        language="json"
        rows={2}
        placeholder='"$user_id_field_amplitude"'
        help="What one user becomes; $items is the array of them."
        endpoint={endpointKey}
        isItemTemplate
        isRequired
      />
      <div className="grid items-start gap-4 @lg:grid-cols-2">
        <WholeNumberInput
          path={[...path, "batchSize"]}
          label="Batch size"
          value={endpoint.batchSize}
          min={1}
          max={100_000}
          end="users per call"
          help={
            endpoint.batchSize === 1
              ? "One user per call: $item and the mapped variables may stand in the URL and payload too."
              : "Up to 100,000. With 1, each user is a call of its own."
          }
          isRequired
        />
        <OptionalNumberInput
          path={[...path, "bodyBytesMax"]}
          label="Maximum body size"
          value={endpoint.bodyBytesMax}
          min={1}
          max={1_000_000_000}
          placeholder="No limit"
          end="bytes"
          help="Whichever limit comes first closes the batch."
          isOptional
        />
      </div>
    </>
  );
}
