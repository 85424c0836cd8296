"use client";

import { ArrowRight } from "lucide-react";
import { memo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import type { FieldType, MappingField, ValueFormat } from "@/lib/destination/definition";
import { Place } from "./builder-field";
import { DraftSelect, DraftSwitch, DraftText } from "./draft-controls";
import { useReadDefinition, useShownFindings } from "./draft-pieces";
import { FindingList } from "./finding-list";
import { freshName } from "./fresh-name";
import { MappingOptionsForm } from "./mapping-options-form";
import { PlaceDisclosure } from "./place-disclosure";
import { RowActions } from "./row-actions";
import { type ListPlace, useListEdits } from "./use-list-edits";
import { usePartProblems } from "./use-part-problems";
import { VariableNameInput } from "./variable-name-input";

const typeOptions: readonly { value: FieldType; label: string; description: string }[] = [
  { value: "string", label: "One target", description: "The customer picks a user property for it" },
  { value: "single_select", label: "Choice of targets, as a list", description: "The customer also picks the target" },
  { value: "button_group", label: "Choice of targets, as buttons", description: "The customer also picks the target" },
];

const formatOptions: readonly { value: ValueFormat; label: string; description?: string }[] = [
  { value: "any", label: "Any value" },
  { value: "email", label: "E-mail address" },
  { value: "phone", label: "Phone number", description: "E.164, such as +4930123456" },
  { value: "uuid", label: "UUID" },
  { value: "number", label: "Number" },
];

export const mappingsPlace: ListPlace<MappingField> = {
  path: ["mappings"],
  read: (definition) => definition.mappings,
  word: "mapping field",
};

interface MappingFormProps {
  mapping: MappingField;
  index: number;
  isFirst: boolean;
  isLast: boolean;
}

/** Not drawn again while another mapping is edited. */
export const MappingForm = memo(function MappingForm({ mapping, index, isFirst, isLast }: MappingFormProps) {
  const list = useListEdits(mappingsPlace);
  const readDefinition = useReadDefinition();
  const path = ["mappings", index];
  const name = mapping.displayName || mapping.targetName || mapping.variable || "New mapping";
  const [isOpenAtFirst] = useState(mapping.variable === "" || mapping.displayName === "");
  const findings = useShownFindings(path);
  const problems = usePartProblems(path);
  return (
    <Place name={name}>
      <PlaceDisclosure
        path={path}
        defaultOpen={isOpenAtFirst}
        title={<MappingSummary mapping={mapping} name={name} />}
        {...problems}
        actions={
          <RowActions
            name={name}
            isFirst={isFirst}
            isLast={isLast}
            onMove={(step) => list.move(mapping.id, step)}
            onDuplicate={() => list.duplicate(mapping, { variable: freshName(readDefinition(), mapping.variable) })}
            onRemove={() => list.remove(mapping, mapping.displayName)}
          />
        }
      >
        <div className="space-y-4">
          <FindingList findings={findings} />
          <div className="grid items-start gap-4 @lg:grid-cols-2">
            <DraftText
              path={[...path, "displayName"]}
              label="Mapping field display name"
              value={mapping.displayName}
              placeholder="User ID Mapping"
              isRequired
            />
            <VariableNameInput
              path={[...path, "variable"]}
              value={mapping.variable}
              placeholder="user_id_field_amplitude"
            />
            <DraftSelect path={[...path, "type"]} label="Field type" value={mapping.type} options={typeOptions} />
            <DraftText
              path={[...path, "targetName"]}
              label="Display name of the target"
              value={mapping.targetName}
              placeholder="User ID"
              help="What your side calls it; stands after the arrow."
              isRequired
            />
            <DraftText
              path={[...path, "defaultProperty"]}
              label="Default property"
              value={mapping.defaultProperty}
              placeholder="user_id"
              isMono
              isOptional
            />
            <DraftSelect
              path={[...path, "format"]}
              label="Expected format"
              value={mapping.format}
              options={formatOptions}
              help={
                mapping.format === "any" ? undefined : "A user whose value doesn't fit is skipped, with that reason."
              }
            />
          </div>
          <DraftSwitch
            path={[...path, "required"]}
            label="Required"
            help="A user without a value is left out."
            value={mapping.required}
          />
          {mapping.type !== "string" && <MappingOptionsForm mapping={mapping} index={index} />}
        </div>
      </PlaceDisclosure>
    </Place>
  );
});

function MappingSummary({ mapping, name }: { mapping: MappingField; name: string }) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="truncate">{name}</span>
      {mapping.variable && (
        <code className="truncate font-normal text-syntax-variable text-xs">${mapping.variable}</code>
      )}
      {mapping.targetName && (
        <span className="flex items-center gap-1 font-normal text-faint text-xs">
          <ArrowRight aria-hidden="true" className="size-3 rtl:rotate-180" />
          {mapping.targetName}
        </span>
      )}
      {!mapping.required && <Badge>Optional</Badge>}
    </span>
  );
}
