"use client";

import { memo } from "react";
import { useDefinition } from "./draft-pieces";
import { DraftTemplateEditor } from "./draft-template";
import { OptionalNumberInput, WholeNumberInput } from "./parsed-input";

interface BatchFormProps {
  endpointKey: "addUsers" | "removeUsers";
}

/** How many users one call carries, and what one user becomes in it. */
export const BatchForm = memo(function BatchForm({ endpointKey }: BatchFormProps) {
  const itemTemplate = useDefinition(({ endpoints }) => endpoints[endpointKey].itemTemplate);
  const batchSize = useDefinition(({ endpoints }) => endpoints[endpointKey].batchSize);
  const bodyBytesMax = useDefinition(({ endpoints }) => endpoints[endpointKey].bodyBytesMax);
  const path = ["endpoints", endpointKey];
  return (
    <>
      <DraftTemplateEditor
        path={[...path, "itemTemplate"]}
        label="Item template"
        value={itemTemplate}
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
          value={batchSize}
          min={1}
          max={100_000}
          end="users per call"
          help={
            batchSize === 1
              ? "One user per call: $item and the mapped variables may stand in the URL and payload too."
              : "Up to 100,000. With 1, each user is a call of its own."
          }
          isRequired
        />
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
      </div>
    </>
  );
});
