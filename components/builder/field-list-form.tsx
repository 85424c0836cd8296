"use client";

import { ListPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { blankField, type CustomField } from "@/lib/destination/definition";
import { CustomFieldForm } from "./custom-field-form";
import { useDraft } from "./draft-provider";
import { FormSection } from "./form-section";
import { freshName } from "./fresh-name";
import { type ListPlace, useListEdits } from "./use-list-edits";

export const fieldsPlace: ListPlace<CustomField> = {
  path: ["fields"],
  read: (definition) => definition.fields,
  word: "custom field",
};

/** Credentials are edited beside their method; the order of the others is among themselves. */
const isOwn = (field: CustomField) => field.credentialOf === null;

/** The questions of the setup modal beside the credentials. */
export function FieldListForm() {
  const { definition } = useDraft();
  const list = useListEdits(fieldsPlace);
  const own = definition.fields.flatMap((field, index) => (isOwn(field) ? [{ field, index }] : []));
  const add = () => list.add(blankField("string"), definition.fields.length, "displayName");

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
            <CustomFieldForm
              key={field.id}
              field={field}
              index={index}
              isFirst={position === 0}
              isLast={position === own.length - 1}
              onMove={(step) => list.move(field.id, step, isOwn)}
              onDuplicate={() => list.duplicate(field, { variable: freshName(definition, field.variable) })}
              onRemove={() => list.remove(field, field.displayName)}
            />
          ))}
        </div>
      )}
    </FormSection>
  );
}
