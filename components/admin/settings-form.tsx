"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { SavedNote } from "@/components/people/saved-note";
import { SubmitForm } from "@/components/people/submit-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export function SettingsForm({ reviewTargetDays }: { reviewTargetDays: number }) {
  const router = useRouter();
  const [isSaved, setIsSaved] = useState(false);
  return (
    <div className="max-w-md space-y-3">
      <SubmitForm
        method="PUT"
        url="/api/v1/admin/settings"
        toBody={(values) => ({ reviewTargetDays: Number(values.reviewTargetDays) })}
        onDone={() => {
          setIsSaved(true);
          router.refresh();
        }}
        submitLabel="Save settings"
      >
        {(errorAt) => (
          <Field
            label="Review target"
            help="Within so many business days a submission should be answered. The queue marks what waits longer, and partners read it when they submit."
            error={errorAt("reviewTargetDays")}
          >
            <Input
              name="reviewTargetDays"
              type="number"
              inputMode="numeric"
              min={1}
              max={60}
              required
              defaultValue={reviewTargetDays}
              end="business days"
              className="max-w-48"
              onChange={() => setIsSaved(false)}
            />
          </Field>
        )}
      </SubmitForm>
      <SavedNote>{isSaved ? "Saved." : undefined}</SavedNote>
    </div>
  );
}
