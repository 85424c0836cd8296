"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { CustomField, FieldOption } from "@/lib/destination/definition";
import { setAtPath } from "@/lib/destination/edit";
import { BuilderField } from "./builder-field";
import { useDraftActions } from "./draft-provider";
import { useStepName } from "./step-name";

type Sets = FieldOption["sets"];

/** Changes what every option of a field sets, as one step. */
function useSetsEdit(index: number) {
  const { edit } = useDraftActions();
  const stepName = useStepName();
  return (what: string, change: (sets: Sets, option: FieldOption) => Sets, merge?: string) =>
    edit(
      stepName(["fields", index], what),
      (definition) => {
        const options = definition.fields[index]?.options ?? [];
        const changed = options.map((option) => ({ ...option, sets: change(option.sets, option) }));
        return setAtPath(definition, ["fields", index, "options"], changed);
      },
      merge,
    );
}

/** Further variables that a choice sets: one region, two hosts. */
export function FieldSetsForm({ field, index }: { field: CustomField; index: number }) {
  const change = useSetsEdit(index);
  const variables = [...new Set(field.options.flatMap(({ sets }) => sets.map(({ variable }) => variable)))];
  if (field.options.length === 0) return null;
  return (
    <div className="space-y-2">
      {variables.map((variable, position) => (
        // A name is being typed: the place among the others is what stays.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <SetVariable key={position} field={field} index={index} variable={variable} />
      ))}
      {!variables.includes("") && (
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus />}
          onClick={() => change("Add a variable to the options", (sets) => [...sets, { variable: "", value: "" }])}
        >
          Set another variable with each option
        </Button>
      )}
    </div>
  );
}

function SetVariable({ field, index, variable }: { field: CustomField; index: number; variable: string }) {
  const change = useSetsEdit(index);
  const first = placeOf(field, index, 0, variable);
  const rename = (name: string) => {
    const isTaken = field.options.some(({ sets }) => sets.some((set) => set.variable === name));
    if (isTaken) return;
    change(
      "Variable",
      (sets) => sets.map((set) => (set.variable === variable ? { ...set, variable: name } : set)),
      `sets-${index}-${first.set}`,
    );
  };
  function remove() {
    const before = new Map(field.options.map(({ id, sets }) => [id, sets]));
    change("Delete a variable of the options", (sets) => sets.filter((set) => set.variable !== variable));
    toast.info(`Deleted ${variable ? `$${variable}` : "the variable"} from the options`, {
      action: {
        label: "Undo",
        onClick: () =>
          change("Bring back a variable of the options", (sets, option) =>
            withSet(sets, before.get(option.id), variable),
          ),
      },
    });
  }
  return (
    <div className="space-y-2 rounded-md border border-line bg-surface p-2.5">
      <div className="flex items-end gap-2">
        <BuilderField
          path={[...first.path, "variable"]}
          label="Another variable"
          help="A choice sets this one too, to:"
          className="min-w-0 flex-1"
        >
          <Input
            value={variable}
            isMono
            dir="ltr"
            start="$"
            placeholder="tracking_host"
            onChange={(event) => rename(event.currentTarget.value.slice(0, 200).replace(/^\$/, ""))}
          />
        </BuilderField>
        <IconButton
          size="sm"
          label={`Delete ${variable ? `$${variable}` : "this variable"}`}
          className="mb-6"
          onClick={remove}
        >
          <Trash2 />
        </IconButton>
      </div>
      {field.options.map((option, position) => {
        const place = placeOf(field, index, position, variable);
        const value = option.sets.find((set) => set.variable === variable)?.value ?? "";
        return (
          <BuilderField
            key={option.id}
            path={[...place.path, "value"]}
            label={option.label || option.value || `Option ${position + 1}`}
          >
            <Input
              value={value}
              isMono
              dir="ltr"
              onChange={(event) => {
                const text = event.currentTarget.value.slice(0, 2_000);
                change(
                  variable ? `Value of $${variable}` : "Value",
                  (sets, other) => (other.id === option.id ? withValue(sets, variable, text) : sets),
                  `sets-${option.id}-${variable}`,
                );
              }}
            />
          </BuilderField>
        );
      })}
    </div>
  );
}

function placeOf(field: CustomField, index: number, option: number, variable: string) {
  const sets = field.options[option]?.sets ?? [];
  const found = sets.findIndex((set) => set.variable === variable);
  const set = found < 0 ? sets.length : found;
  return { set, path: ["fields", index, "options", option, "sets", set] };
}

/** What an option set before, unless it sets that variable again. */
function withSet(sets: Sets, before: Sets | undefined, variable: string): Sets {
  const kept = before?.find((set) => set.variable === variable);
  return kept && !sets.some((set) => set.variable === variable) ? [...sets, kept] : sets;
}

function withValue(sets: Sets, variable: string, value: string): Sets {
  if (!sets.some((set) => set.variable === variable)) return [...sets, { variable, value }];
  return sets.map((set) => (set.variable === variable ? { ...set, value } : set));
}
