"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SavedNote } from "./saved-note";
import { SubmitForm } from "./submit-form";

export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const [isSaved, setIsSaved] = useState(false);
  return (
    <div className="flex max-w-md flex-col gap-3">
      <SubmitForm
        url="/api/auth/change-password"
        toBody={({ currentPassword, newPassword }) => ({ currentPassword, newPassword })}
        onDone={() => {
          setIsSaved(true);
          router.refresh();
        }}
        submitLabel="Change password"
        variant="secondary"
        isClearedAfter
      >
        {(errorAt) => (
          <>
            {/* For password managers: they file the new password under this name. */}
            <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
            <Field label="Current password" error={errorAt("currentPassword")}>
              <Input
                name="currentPassword"
                type="password"
                autoComplete="current-password"
                required
                maxLength={128}
                onChange={() => setIsSaved(false)}
              />
            </Field>
            <Field label="New password" error={errorAt("newPassword")} help="At least 12 characters.">
              <Input
                name="newPassword"
                type="password"
                autoComplete="new-password"
                required
                minLength={12}
                maxLength={128}
              />
            </Field>
          </>
        )}
      </SubmitForm>
      <SavedNote>{isSaved ? "Changed. Everywhere else you were signed out." : undefined}</SavedNote>
    </div>
  );
}
