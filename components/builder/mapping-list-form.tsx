"use client";

import { ListPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { blankMapping } from "@/lib/destination/definition";
import { fieldId } from "./document-place";
import { useDefinition, useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { FindingList } from "./finding-list";
import { FormSection } from "./form-section";
import { MappingForm, mappingsPlace } from "./mapping-form";
import { useListEdits } from "./use-list-edits";

/** Which user properties the customer hands over, under which of the partner's names. */
export function MappingListForm() {
  const mappings = useDefinition((definition) => definition.mappings);
  const { edit } = useDraftActions();
  const list = useListEdits(mappingsPlace);
  const findings = useShownFindings(["mappings"]);
  const add = () => list.add(blankMapping(), mappings.length, "displayName");
  const addUsual = () =>
    edit("Add a user ID mapping", (before) => ({
      ...before,
      mappings: [
        ...before.mappings,
        {
          ...blankMapping(),
          displayName: "User ID Mapping",
          variable: "user_id_field_amplitude",
          targetName: "User ID",
          defaultProperty: "user_id",
        },
      ],
    }));

  return (
    <FormSection
      id="mappings"
      title="Mapping fields"
      description="The customer picks a user property for each. Its value of each user replaces the $variable in the item template."
      actions={
        mappings.length > 0 && (
          <Button size="sm" icon={<ListPlus />} onClick={add}>
            Add mapping field
          </Button>
        )
      }
    >
      <FindingList findings={findings} />
      {mappings.length === 0 ? (
        <EmptyState
          headingLevel={3}
          className="rounded-lg border border-line border-dashed py-6"
          title="No mapping field"
          description="Your API knows users by something: an ID, an e-mail address. Say which, and the customer maps a property to it."
          actions={
            <>
              <Button icon={<ListPlus />} onClick={addUsual}>
                Add “User ID Mapping”
              </Button>
              <Button variant="ghost" onClick={add}>
                Add another mapping
              </Button>
            </>
          }
        />
      ) : (
        <div id={fieldId(["mappings"])} className="space-y-2">
          {mappings.map((mapping, index) => (
            <MappingForm key={mapping.id} mapping={mapping} index={index} count={mappings.length} />
          ))}
        </div>
      )}
    </FormSection>
  );
}
