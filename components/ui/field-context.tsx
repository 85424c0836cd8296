"use client";

import { createContext, use } from "react";

interface FieldState {
  controlId: string;
  labelId: string;
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
  isGroup: boolean;
  /** Whether the one control inside is itself a group, which then says what describes it. */
  isOfRadios: boolean;
}

export const FieldContext = createContext<FieldState | undefined>(undefined);

interface ControlProps {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling";
  "aria-required"?: boolean | "true" | "false";
}

/**
 * The attributes that tie a control to the field around it: its id, what describes it, whether it is wrong or required.
 * What the control was given itself wins. Inside a group the id stays free, because several controls share the field.
 */
export function useFieldControl(own: ControlProps): ControlProps {
  const field = use(FieldContext);
  if (!field) {
    return {
      id: own.id,
      "aria-describedby": own["aria-describedby"],
      "aria-invalid": own["aria-invalid"],
      "aria-required": own["aria-required"],
    };
  }
  const described = [own["aria-describedby"], field.isGroup ? undefined : field.describedBy].filter(Boolean).join(" ");
  return {
    id: own.id ?? (field.isGroup ? undefined : field.controlId),
    "aria-describedby": described || undefined,
    "aria-invalid": own["aria-invalid"] ?? (field.isInvalid || undefined),
    "aria-required": own["aria-required"] ?? ((field.isRequired && !field.isGroup) || undefined),
  };
}
