"use client";

import { ListPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { blankMapping } from "@/lib/destination/blank-definition";
import { fieldId } from "./document-place";
import { useDefinition, useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { FindingList } from "./finding-list";
import { FormSection } from "./form-section";
import { MappingForm, mappingsPlace } from "./mapping-form";
import { useListEdits } from "./use-list-edits";

const userTexts = {
  description:
    "The customer picks a user property for each. Its value of each user replaces the $variable in the item template.",
  empty:
    "Your API knows users by something: an ID, an e-mail address. Say which, and the customer maps a property to it.",
};

const eventTexts = {
  description:
    "For what customers send under different names: each maps to a path of the event, and its value replaces the $variable in URLs and payloads.",
  empty:
    "What always stands in the same place needs none: write ${event.userId} in a payload. Ask where customers differ, such as for the user's ID.",
};

/** Which user properties the customer hands over, under which of the partner's names. */
export function MappingListForm() {
  const mappings = useDefinition((definition) => definition.mappings);
  const isEvent = useDefinition(({ kind }) => kind === "event");
  const texts = isEvent ? eventTexts : userTexts;
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
          variable: isEvent ? "user_id_field" : "user_id_field_amplitude",
          targetName: "User ID",
          defaultProperty: isEvent ? "userId" : "user_id",
        },
      ],
    }));

  return (
    <FormSection
      id="mappings"
      title={isEvent ? "Event mappings" : "Mapping fields"}
      description={texts.description}
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
          title={isEvent ? "No event mapping" : "No mapping field"}
          description={texts.empty}
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
