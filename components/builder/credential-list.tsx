"use client";

import type { AuthenticationMethod, CustomField } from "@/lib/destination/definition";
import { DraftSwitch, DraftText } from "./draft-controls";
import { useDefinition } from "./draft-pieces";
import { VariableNameInput } from "./variable-name-input";

/** The questions that a method adds to the setup modal. */
export function CredentialList({ method }: { method: AuthenticationMethod }) {
  const fields = useDefinition((definition) => definition.fields);
  const own = fields.flatMap((field, index) => (field.credentialOf === method ? [{ field, index }] : []));
  if (own.length === 0) return null;
  return (
    <div className="space-y-2">
      <h3 className="font-medium text-ink text-sm">The customer is asked for</h3>
      {own.map(({ field, index }) => (
        <Credential key={field.id} field={field} index={index} />
      ))}
    </div>
  );
}

function Credential({ field, index }: { field: CustomField; index: number }) {
  const path = ["fields", index];
  return (
    <div className="grid items-start gap-4 rounded-lg border border-line bg-surface p-3 shadow-1 @lg:grid-cols-2">
      <DraftText path={[...path, "displayName"]} label="Display name" value={field.displayName} isRequired />
      <VariableNameInput path={[...path, "variable"]} value={field.variable} />
      <DraftText
        path={[...path, "helpText"]}
        label="Help"
        value={field.helpText}
        charsMax={5_000}
        placeholder="Where the customer finds it"
        isOptional
        className="@lg:col-span-2"
      />
      <div className="flex flex-wrap gap-x-6 gap-y-2 @lg:col-span-2">
        <DraftSwitch path={[...path, "required"]} label="Required" value={field.required} />
        <DraftSwitch
          path={[...path, "secret"]}
          label="Secret: masked, encrypted, never shown again"
          value={field.secret}
        />
      </div>
    </div>
  );
}
