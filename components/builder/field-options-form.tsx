"use client";

import { Plus, Star } from "lucide-react";
import { Button } from "@/components/ui/button";
import { MenuItem } from "@/components/ui/menu";
import {
  type CustomField,
  type DestinationDefinition,
  type FieldOption,
  fieldOption,
} from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { newId } from "@/lib/destination/id";
import { fieldId } from "./document-place";
import { DraftSelect, useWrite } from "./draft-controls";
import { useShownFindings } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { FieldSetsForm } from "./field-sets-form";
import { FindingList } from "./finding-list";
import { focusField } from "./focus-field";
import type { OptionLine } from "./option-lines";
import { OptionRow } from "./option-row";
import { useStepName } from "./step-name";
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
  const setDefault = useWrite(["fields", index, "defaultValue"]);
  const pasteInto = usePasteOptions(field, index);
  const blank = (line: OptionLine = { label: "", value: "" }) =>
    fieldOption.parse({ id: newId(), ...line, sets: emptySets(field) });
  const add = () => list.add(blank(), field.options.length, "label");
  return (
    <div id={fieldId(place.path)} className="space-y-2 rounded-md border border-line bg-sunken p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-ink text-sm">Options</h3>
        <p className="text-faint text-xs">Enter adds the next; paste lines for several.</p>
      </div>
      <FindingList findings={findings} />
      {field.options.map((option, position) => (
        <OptionRow
          key={option.id}
          list={list}
          option={option}
          path={[...place.path, position]}
          position={position}
          count={field.options.length}
          isDefault={option.value !== "" && option.value === field.defaultValue}
          onMove={(step) => list.move(option.id, step)}
          onRemove={() => list.remove(option, option.label)}
          onNext={() => {
            list.insert(option.id, [blank()]);
            focusField([...place.path, position + 1, "label"]);
          }}
          onBack={() => {
            list.drop(option.id);
            if (position > 0) focusField([...place.path, position - 1, "label"]);
          }}
          onPaste={(lines) => {
            pasteInto(option, lines.map(blank));
            focusField([...place.path, position + lines.length - 1, "label"]);
          }}
        >
          {option.value !== "" && option.value !== field.defaultValue && (
            <MenuItem icon={<Star />} onSelect={() => setDefault(option.value)}>
              Make it the default
            </MenuItem>
          )}
        </OptionRow>
      ))}
      <Button size="sm" icon={<Plus />} onClick={add}>
        Add option
      </Button>
      {field.options.length > 0 && (
        <div className="pt-2">
          <DefaultOption field={field} index={index} />
        </div>
      )}
      <FieldSetsForm field={field} index={index} />
    </div>
  );
}

/** Several options at once, as one step; the row they were pasted into becomes the first of them if it is empty. */
function usePasteOptions(field: CustomField, index: number) {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  return (option: FieldOption, pasted: readonly FieldOption[]) =>
    edit(stepName(["fields", index], "Paste options"), (definition) => {
      const options = definition.fields[index]?.options ?? field.options;
      const next = options.flatMap((each) => {
        if (each.id !== option.id) return [each];
        return each.label === "" && each.value === "" ? pasted : [each, ...pasted];
      });
      return setAtPath(definition, ["fields", index, "options"], next);
    });
}

/** A new option sets the same further variables as the others, to nothing yet. */
function emptySets({ options }: CustomField): FieldOption["sets"] {
  const variables = new Set(options.flatMap(({ sets }) => sets.map(({ variable }) => variable)));
  return [...variables].map((variable) => ({ variable, value: "" }));
}

function DefaultOption({ field, index }: { field: CustomField; index: number }) {
  const path = ["fields", index, "defaultValue"];
  const write = useWrite(path);
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
