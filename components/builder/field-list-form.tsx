"use client";

import { ListPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { blankField } from "@/lib/destination/blank-definition";
import { CustomFieldForm, fieldsPlace, isOwn } from "./custom-field-form";
import { useDefinition } from "./draft-pieces";
import { FormSection } from "./form-section";
import { useListEdits } from "./use-list-edits";

/** The questions of the setup modal beside the credentials. */
export function FieldListForm() {
  const fields = useDefinition((definition) => definition.fields);
  const list = useListEdits(fieldsPlace);
  const own = fields.flatMap((field, index) => (isOwn(field) ? [{ field, index }] : []));
  const add = () => list.add(blankField("string"), fields.length, "displayName");

  return (
    <FormSection
      id="fields"
      title="Custom fields"
      description="Questions in the setup modal. Each answer replaces its $variable in URLs, headers and payloads."
      actions={
        own.length > 0 && (
          <Button size="sm" icon={<ListPlus />} onClick={add}>
            Add custom field
          </Button>
        )
      }
    >
      {own.length === 0 ? (
        <EmptyState
          headingLevel={3}
          className="rounded-lg border border-line border-dashed py-6"
          title="No custom field"
          description="Ask for what differs between customers: a region, an account ID, a base URL. Credentials belong to the authentication above."
          actions={
            <Button icon={<ListPlus />} onClick={add}>
              Add custom field
            </Button>
          }
        />
      ) : (
        <div className="space-y-2">
          {own.map(({ field, index }, position) => (
            <CustomFieldForm key={field.id} field={field} index={index} position={position} count={own.length} />
          ))}
        </div>
      )}
    </FormSection>
  );
}
