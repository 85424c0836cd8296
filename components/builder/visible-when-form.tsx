"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { conditionWords } from "@/lib/destination/condition-words";
import type { CustomField } from "@/lib/destination/definition";
import { BuilderField } from "./builder-field";
import { useWrite } from "./draft-controls";
import { useDefinition } from "./draft-pieces";

/** Stands for "always"; no variable can have this name. */
const always = "-";

/** Asks the question only after certain answers to another one. */
export function VisibleWhenForm({ field, index }: { field: CustomField; index: number }) {
  const path = ["fields", index, "visibleWhen"];
  const fields = useDefinition((definition) => definition.fields);
  const write = useWrite(path);
  const { visibleWhen } = field;
  const deciders = fields.filter(({ id, type, variable }) => type !== "string" && id !== field.id && variable !== "");
  if (deciders.length === 0 && !visibleWhen) return null;
  const decider = deciders.find(({ variable }) => variable === visibleWhen?.variable);
  const options = [
    { value: always, label: "Always" },
    ...deciders.map(({ variable, displayName }) => ({ value: variable, label: `When ${displayName || variable} is…` })),
    ...(visibleWhen && !decider
      ? [{ value: visibleWhen.variable, label: `When $${visibleWhen.variable} is… (no such field)` }]
      : []),
  ];
  return (
    <div className="space-y-2">
      <BuilderField path={path} label="Shown" help={conditionWords(fields, visibleWhen)}>
        <Select
          value={visibleWhen?.variable ?? always}
          options={options}
          onValueChange={(variable) => write(variable === always ? null : { variable, values: [] })}
        />
      </BuilderField>
      {visibleWhen && decider && (
        <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
          <legend className="sr-only">Answers of {decider.displayName} that show this field</legend>
          {decider.options.map((option) => (
            <Checkbox
              key={option.id}
              label={option.label || option.value}
              checked={visibleWhen.values.includes(option.value)}
              onCheckedChange={(isOn) =>
                write({
                  ...visibleWhen,
                  values: isOn
                    ? [...visibleWhen.values, option.value]
                    : visibleWhen.values.filter((value) => value !== option.value),
                })
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
