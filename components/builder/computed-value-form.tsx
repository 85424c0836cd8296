"use client";

import { memo } from "react";
import { conditionMembers } from "@/lib/destination/computed-value";
import { computedWords } from "@/lib/destination/computed-words";
import type { ComputedValue } from "@/lib/destination/definition";
import { type ActionKey, actionAt, actionsOf, actionKey as keyOf } from "@/lib/destination/endpoints";
import type { DocumentPath } from "@/lib/destination/finding";
import { DraftSelect } from "./draft-controls";
import { DraftEventPath } from "./draft-event-path";
import { useDefinition } from "./draft-pieces";
import { DraftTemplateEditor } from "./draft-template";
import { DraftTrigger } from "./draft-trigger";
import { ListPart } from "./list-part";
import { type ListPlace, useListEdits } from "./use-list-edits";
import { VariableNameInput } from "./variable-name-input";

/** Where an action's computed values are. */
export function useComputedPlace(actionKey: ActionKey): ListPlace<ComputedValue> {
  const index = useDefinition((definition) => actionsOf(definition).findIndex((action) => keyOf(action) === actionKey));
  return {
    path: ["actions", index, "computedValues"],
    read: (definition) => actionAt(definition, actionKey)?.computedValues ?? [],
    word: "computed value",
  };
}

const modeOptions = [
  { value: "each_line", label: "A list, line by line", description: "One element for each line" },
  { value: "once", label: "One value", description: "Made once" },
] as const;

const otherwiseOptions = [
  { value: "absent", label: "It is missing", description: "${name?} then leaves its key out" },
  { value: "null", label: "It is null", description: "The key is there, with null" },
] as const;

interface ComputedValueFormProps {
  value: ComputedValue;
  index: number;
  count: number;
  actionKey: ActionKey;
}

/** One computed value. Not drawn again while another one is edited. */
export const ComputedValueForm = memo(function ComputedValueForm(props: ComputedValueFormProps) {
  const { value, index, count, actionKey } = props;
  const place = useComputedPlace(actionKey);
  const list = useListEdits(place);
  const path = [...place.path, index];
  const name = value.variable ? `$${value.variable}` : "New computed value";
  return (
    <ListPart
      list={list}
      id={value.id}
      path={path}
      name={name}
      summary={value.variable ? <code className="font-mono text-syntax-variable text-xs">{name}</code> : name}
      note={computedWords(value)}
      isNew={value.variable === "" || value.template === ""}
      position={index}
      count={count}
      onMove={(step) => list.move(value.id, step)}
      onDuplicate={() => list.duplicate(value, { variable: value.variable && `${value.variable}_2` })}
      onRemove={() => list.remove(value, name)}
    >
      <ComputedFields value={value} path={path} actionKey={actionKey} />
    </ListPart>
  );
});

interface FieldsProps {
  value: ComputedValue;
  path: DocumentPath;
  actionKey: ActionKey;
}

function ComputedFields({ value, path, actionKey }: FieldsProps) {
  const isList = value.mode === "each_line";
  return (
    <>
      <SourceFields value={value} path={path} />
      <DraftTemplateEditor
        path={[...path, "template"]}
        label={isList ? "What one line becomes" : "What it becomes"}
        value={value.template}
        language="json"
        rows={4}
        placeholder={'{ "sku": "${line.sku}", "price": ${line.price?} }'}
        help={
          isList
            ? "${line.price} is a value of the line at hand, $line_number its place from 1, ${event.…} the event around it."
            : "$line is what it is made of, ${event.…} the event around it."
        }
        labelEnd="Type $ for variables"
        endpoint={actionKey}
        part="computed"
        isRequired
      />
      <DraftTrigger
        path={[...path, "condition"]}
        label="Only if"
        value={value.condition}
        placeholder={isList ? "line.quantity > 0" : "traits.address != null"}
        help={
          isList
            ? "As in a trigger. A condition on line.… chooses among the lines; any other decides about the whole list."
            : "As in a trigger. Where it doesn't hold, there is no value."
        }
        lines={1}
        members={conditionMembers}
        lineSource={value.source}
        isOptional
      />
    </>
  );
}

function SourceFields({ value, path }: Omit<FieldsProps, "actionKey">) {
  const isList = value.mode === "each_line";
  return (
    <div className="grid items-start gap-4 @lg:grid-cols-2">
      <VariableNameInput path={[...path, "variable"]} value={value.variable} placeholder="order_lines" />
      <DraftSelect path={[...path, "mode"]} label="What it is" value={value.mode} options={modeOptions} />
      <DraftEventPath
        path={[...path, "source"]}
        label="Made of"
        value={value.source}
        placeholder="properties.products"
        help={
          isList
            ? "A path to a list in the event; a single object counts as one line. Empty: the event itself."
            : "A path in the event. Empty: the event itself."
        }
        prefersLists={isList}
        isOptional
      />
      <DraftSelect
        path={[...path, "otherwise"]}
        label="Where there is none"
        value={value.otherwise}
        options={otherwiseOptions}
      />
    </div>
  );
}
