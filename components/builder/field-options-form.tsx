"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  type CustomField,
  type DestinationDefinition,
  type FieldOption,
  fieldOption,
} from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { newId } from "@/lib/destination/id";
import { useStepName } from "./builder-field";
import { fieldId, pathKey } from "./document-place";
import { DraftSelect, DraftText, useWrite } from "./draft-controls";
import { useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { FieldSetsForm } from "./field-sets-form";
import { FindingList } from "./finding-list";
import { RowActions } from "./row-actions";
import { type ListPlace, useListEdits } from "./use-list-edits";

function optionsPlace(index: number): ListPlace<FieldOption> {
  return {
    path: ["fields", index, "options"],
    read: (definition: DestinationDefinition) => definition.fields[index]?.options ?? [],
    word: "option",
  };
}

/** Stands for "no default", which a list can't hold as an empty value. */
const noDefault = "\u0000";

/** What the customer chooses from, and which choice is made at the start. */
export function FieldOptionsForm({ field, index }: { field: CustomField; index: number }) {
  const place = optionsPlace(index);
  const list = useListEdits(place);
  const findings = useShownFindings(place.path);
  const add = () =>
    list.add(
      fieldOption.parse({ id: newId(), label: "", value: "", sets: emptySets(field) }),
      field.options.length,
      "label",
    );
  return (
    <div id={fieldId(place.path)} className="space-y-2 rounded-md border border-line bg-sunken p-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-ink text-sm">Options</h3>
        <Button size="sm" icon={<Plus />} onClick={add}>
          Add option
        </Button>
      </div>
      <FindingList findings={findings} />
      {field.options.map((option, position) => (
        <OptionRow
          key={option.id}
          field={field}
          option={option}
          path={[...place.path, position]}
          isFirst={position === 0}
          isLast={position === field.options.length - 1}
          onMove={(step) => list.move(option.id, step)}
          onRemove={() => list.remove(option, option.label)}
        />
      ))}
      <FieldSetsForm field={field} index={index} />
      {field.options.length > 0 && <DefaultOption field={field} index={index} />}
    </div>
  );
}

/** A new option sets the variables that the others set, to nothing yet. */
function emptySets(field: CustomField): FieldOption["sets"] {
  const variables = new Set(field.options.flatMap(({ sets }) => sets.map(({ variable }) => variable)));
  return [...variables].map((variable) => ({ variable, value: "" }));
}

interface OptionRowProps {
  field: CustomField;
  option: FieldOption;
  path: (string | number)[];
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

function OptionRow({ field, option, path, ...actions }: OptionRowProps) {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  // The default is kept by value, so it follows the value of its option.
  const isDefault = option.value !== "" && option.value === field.defaultValue;
  const changeValue = (value: string) =>
    edit(
      stepName("Value"),
      (definition) => {
        const changed = setAtPath(definition, [...path, "value"], value);
        return isDefault ? setAtPath(changed, [...path.slice(0, 2), "defaultValue"], value) : changed;
      },
      pathKey([...path, "value"]),
    );
  return (
    <div className="flex items-start gap-2">
      <div className="grid min-w-0 flex-1 items-start gap-2 @md:grid-cols-2">
        <DraftText
          path={[...path, "label"]}
          label="Label"
          value={option.label}
          placeholder="Europe"
          isLabelHidden={!actions.isFirst}
        />
        <DraftText
          path={[...path, "value"]}
          label="Value"
          value={option.value}
          placeholder="eu or https://eu.example.com"
          charsMax={2_000}
          isMono
          isLabelHidden={!actions.isFirst}
          onWrite={(value) => changeValue(value)}
        />
      </div>
      <div className={actions.isFirst ? "pt-6.5" : undefined}>
        <RowActions name={option.label || "option"} {...actions} />
      </div>
    </div>
  );
}

function DefaultOption({ field, index }: { field: CustomField; index: number }) {
  const path = ["fields", index, "defaultValue"];
  const write = useWrite(path, "Default");
  const named = field.options.filter(({ value }) => value !== "");
  const isKnown = field.defaultValue === "" || named.some(({ value }) => value === field.defaultValue);
  const options = [
    { value: noDefault, label: "No default: the customer chooses" },
    ...named.map(({ value, label }) => ({ value, label: label || value })),
    ...(isKnown ? [] : [{ value: field.defaultValue, label: `${field.defaultValue} (not an option any more)` }]),
  ];
  return (
    <DraftSelect
      path={path}
      label="Default"
      value={field.defaultValue === "" ? noDefault : field.defaultValue}
      options={options}
      onValueChange={(value) => write(value === noDefault ? "" : value)}
      className="max-w-sm"
    />
  );
}
