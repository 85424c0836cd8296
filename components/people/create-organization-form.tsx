"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitForm } from "./submit-form";

export function CreateOrganizationForm({ name }: { name?: string }) {
  return (
    <SubmitForm
      url="/api/v1/organization"
      toBody={({ name }) => ({ name })}
      onDone={() => window.location.assign("/")}
      submitLabel="Create organization"
      isFullWidth
    >
      {(errorAt) => (
        <Field
          label="Organization"
          error={errorAt("name")}
          help="Your company. You become its owner and can invite others."
        >
          <Input name="name" autoComplete="organization" required minLength={2} maxLength={60} defaultValue={name} />
        </Field>
      )}
    </SubmitForm>
  );
}
