"use client";

import { useRouter } from "next/navigation";
import { SubmitForm } from "@/components/people/submit-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export function NewCategoryForm() {
  const router = useRouter();
  return (
    <SubmitForm
      url="/api/v1/admin/categories"
      toBody={({ name }) => ({ name })}
      onDone={router.refresh}
      submitLabel="Add category"
      isClearedAfter
    >
      {(errorAt) => (
        <Field label="Name" error={errorAt("name")} className="max-w-md">
          <Input name="name" required minLength={2} maxLength={40} autoComplete="off" />
        </Field>
      )}
    </SubmitForm>
  );
}
