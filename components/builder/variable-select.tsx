"use client";

import { useMemo } from "react";
import { Select } from "@/components/ui/select";
import type { DocumentPath } from "@/lib/destination/finding";
import { declaredVariables } from "@/lib/destination/variable-use";
import { BuilderField } from "./builder-field";
import { useWrite } from "./draft-controls";
import { useDefinition, useReadDefinition } from "./draft-pieces";

/** Stands for the empty string, which a list can't hold; no variable can have this name. */
const nothing = "-";

interface VariableSelectProps {
  path: DocumentPath;
  label: string;
  /** Without the dollar; empty for none. */
  value: string;
  /** What leaving it empty means; without it something must be chosen. */
  emptyLabel?: string;
  help?: string;
  className?: string;
}

/** One of the variables that the setup modal asks for. */
export function VariableSelect({ path, label, value, emptyLabel, help, className }: VariableSelectProps) {
  const fields = useDefinition((definition) => definition.fields);
  const authentication = useDefinition((definition) => definition.authentication);
  const readDefinition = useReadDefinition();
  const write = useWrite(path);
  const options = useMemo(() => {
    const declared = declaredVariables({ ...readDefinition(), fields, authentication }).filter(
      ({ source }) => source !== "mapping",
    );
    const names = [...new Map(declared.map((each) => [each.name, each])).values()];
    const known = names.map(({ name, displayName }) => ({ value: name, label: `$${name}`, description: displayName }));
    const isKnown = value === "" || names.some(({ name }) => name === value);
    const lost = isKnown ? [] : [{ value, label: `$${value}`, description: "No field asks for this" }];
    const none = emptyLabel === undefined ? [] : [{ value: nothing, label: emptyLabel }];
    return [...known, ...lost, ...none];
  }, [fields, authentication, readDefinition, value, emptyLabel]);
  return (
    <BuilderField path={path} label={label} help={help} isRequired={emptyLabel === undefined} className={className}>
      <Select
        value={value === "" && emptyLabel !== undefined ? nothing : value}
        options={options}
        placeholder="Choose a variable"
        isMono
        onValueChange={(name) => write(name === nothing ? "" : name)}
      />
    </BuilderField>
  );
}
