"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SavedNote } from "./saved-note";
import { SubmitForm } from "./submit-form";

interface NameFormProps {
  url: string;
  label: string;
  help?: string;
  name: string;
  minLength?: number;
  maxLength: number;
  autoComplete?: string;
}

/** Renames a person, an organization or a project: the same form with other words. */
export function NameForm({ url, label, help, name, minLength = 1, maxLength, autoComplete = "off" }: NameFormProps) {
  const router = useRouter();
  const [isSaved, setIsSaved] = useState(false);
  return (
    <div className="flex max-w-md flex-col gap-3">
      <SubmitForm
        method="PATCH"
        url={url}
        toBody={({ name }) => ({ name })}
        onDone={() => {
          setIsSaved(true);
          router.refresh();
        }}
        submitLabel="Save"
        variant="secondary"
      >
        {(errorAt) => (
          <Field label={label} help={help} error={errorAt("name")}>
            <Input
              name="name"
              required
              minLength={minLength}
              maxLength={maxLength}
              autoComplete={autoComplete}
              defaultValue={name}
              onChange={() => setIsSaved(false)}
            />
          </Field>
        )}
      </SubmitForm>
      <SavedNote>{isSaved ? "Saved." : undefined}</SavedNote>
    </div>
  );
}
