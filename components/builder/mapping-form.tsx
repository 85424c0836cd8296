"use client";

import { ArrowRight } from "lucide-react";
import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { freeName } from "@/components/variables/check-new-name";
import type { FieldType, MappingField, ValueFormat } from "@/lib/destination/definition";
import { DraftSelect, DraftSwitch, DraftText } from "./draft-controls";
import { DraftEventPath } from "./draft-event-path";
import { useDefinition, useReadDefinition } from "./draft-pieces";
import { ListPart } from "./list-part";
import { MappingOptionsForm } from "./mapping-options-form";
import { type ListPlace, useListEdits } from "./use-list-edits";
import { VariableNameInput } from "./variable-name-input";

const typeOptions: readonly { value: FieldType; label: string; description: string }[] = [
  { value: "string", label: "One target", description: "The customer picks a user property for it" },
  { value: "single_select", label: "Choice of targets, as a list", description: "The customer also picks the target" },
  { value: "button_group", label: "Choice of targets, as buttons", description: "The customer also picks the target" },
];

const eventTypeOptions: typeof typeOptions = [
  { value: "string", label: "One target", description: "The customer picks a path of the event for it" },
  ...typeOptions.slice(1),
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
  count: number;
}

/** Not drawn again while another mapping is edited. */
export const MappingForm = memo(function MappingForm({ mapping, index, count }: MappingFormProps) {
  const list = useListEdits(mappingsPlace);
  const readDefinition = useReadDefinition();
  const path = ["mappings", index];
  const isEvent = useDefinition(({ kind }) => kind === "event");
  const name = mapping.displayName || mapping.targetName || mapping.variable || "New mapping";
  return (
    <ListPart
      list={list}
      id={mapping.id}
      path={path}
      name={name}
      summary={<MappingSummary mapping={mapping} name={name} />}
      note={noteOf(mapping, isEvent)}
      isNew={mapping.variable === "" || mapping.displayName === ""}
      position={index}
      count={count}
      onMove={(step) => list.move(mapping.id, step)}
      onDuplicate={() =>
        list.duplicate(mapping, { variable: mapping.variable && freeName(readDefinition(), mapping.variable) })
      }
      onRemove={() => list.remove(mapping, mapping.displayName)}
    >
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
        <DraftSelect
          path={[...path, "type"]}
          label="Field type"
          value={mapping.type}
          options={isEvent ? eventTypeOptions : typeOptions}
        />
        <DraftText
          path={[...path, "targetName"]}
          label="Display name of the target"
          value={mapping.targetName}
          placeholder="User ID"
          help="What your side calls it; stands after the arrow."
          isRequired
        />
        {isEvent ? (
          <DraftEventPath
            path={[...path, "defaultProperty"]}
            label="Default path"
            value={mapping.defaultProperty}
            placeholder="userId"
            help="Where it usually stands in the event; the customer may choose another path."
            isOptional
          />
        ) : (
          <DraftText
            path={[...path, "defaultProperty"]}
            label="Default property"
            value={mapping.defaultProperty}
            placeholder="user_id"
            isMono
            isOptional
          />
        )}
        <DraftSelect
          path={[...path, "format"]}
          label="Expected format"
          value={mapping.format}
          options={formatOptions}
          help={
            mapping.format === "any"
              ? undefined
              : `${isEvent ? "An event" : "A user"} whose value doesn't fit is skipped, with that reason.`
          }
        />
      </div>
      <DraftSwitch
        path={[...path, "required"]}
        label="Required"
        help={isEvent ? "An event without a value makes no call." : "A user without a value is left out."}
        value={mapping.required}
      />
      {mapping.type !== "string" && <MappingOptionsForm mapping={mapping} index={index} />}
    </ListPart>
  );
});

/** "From user_id · e-mail addresses only": what the row does, without opening it. */
function noteOf({ type, defaultProperty, format, options }: MappingField, isEvent: boolean): string | undefined {
  const words = [
    defaultProperty ? `From ${defaultProperty}${isEvent ? " of the event" : ""}` : "",
    format === "any" ? "" : `${formatOptions.find(({ value }) => value === format)?.label ?? format} only`,
    type === "string" || options.length === 0
      ? ""
      : `one of ${options.map(({ label, value }) => label || value).join(", ")}`,
  ].filter((word) => word !== "");
  return words.length > 0 ? words.join(" · ") : undefined;
}

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
