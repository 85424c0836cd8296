"use client";

import { useState } from "react";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MailKept } from "./check-inbox";
import { SubmitForm } from "./submit-form";

export function ResetRequestForm({ isMailKept }: { isMailKept: boolean }) {
  const [email, setEmail] = useState<string>();
  if (email) {
    return (
      <div className="space-y-4">
        <Callout tone="success" title="Check your inbox" isLive>
          If <strong className="font-semibold">{email}</strong> has an account, a link is on its way. It works once, for
          one hour.
        </Callout>
        {isMailKept && <MailKept />}
      </div>
    );
  }
  return (
    <SubmitForm
      url="/api/auth/request-password-reset"
      toBody={({ email }) => ({ email: email?.trim() })}
      onDone={(_data, values) => setEmail(values.email?.trim())}
      submitLabel="Send the link"
      isFullWidth
    >
      {(errorAt) => (
        <Field label="E-mail" error={errorAt("email")}>
          <Input name="email" type="email" autoComplete="username" required maxLength={254} />
        </Field>
      )}
    </SubmitForm>
  );
}
