"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface SimulationFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
  help?: ReactNode;
  /** A unit after the number. */
  end?: ReactNode;
  placeholder?: string;
  isOptional?: boolean;
  isMono?: boolean;
  className?: string;
}

/** A number of a simulation, kept as it is typed. */
export function SimulationField({
  value,
  onChange,
  problem,
  end,
  placeholder,
  isMono,
  ...field
}: SimulationFieldProps) {
  return (
    <Field {...field} error={problem}>
      <Input
        value={value}
        inputMode={isMono ? "text" : "decimal"}
        isMono={isMono}
        autoComplete="off"
        placeholder={placeholder}
        end={end}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
