"use client";

import { useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitForm } from "./submit-form";

export function NewPasswordForm({ token }: { token: string }) {
  const [isDone, setIsDone] = useState(false);
  if (isDone) {
    return (
      <Callout
        tone="success"
        title="Your password is changed"
        isLive
        actions={
          <ButtonLink href="/sign-in" variant="primary">
            Sign in
          </ButtonLink>
        }
      >
        You were signed out everywhere. Sign in with the new password.
      </Callout>
    );
  }
  return (
    <SubmitForm
      url="/api/auth/reset-password"
      toBody={({ newPassword }) => ({ newPassword, token })}
      onDone={() => setIsDone(true)}
      submitLabel="Change password"
      isFullWidth
    >
      {(errorAt) => (
        <Field
          label="New password"
          error={errorAt("newPassword")}
          help="At least 12 characters. A few words make a good one."
        >
          <Input
            name="newPassword"
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={128}
          />
        </Field>
      )}
    </SubmitForm>
  );
}
