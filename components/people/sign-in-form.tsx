"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitForm } from "./submit-form";

export function SignInForm({ next, email }: { next: string; email?: string }) {
  return (
    <SubmitForm
      url="/api/auth/sign-in/email"
      toBody={({ email, password }) => ({ email: email?.trim(), password })}
      // A whole new page, so that nothing of the signed-out one is left in memory.
      onDone={() => window.location.assign(next)}
      submitLabel="Sign in"
      isFullWidth
    >
      {(errorAt) => (
        <>
          <Field label="E-mail" error={errorAt("email")}>
            <Input name="email" type="email" autoComplete="username" required maxLength={254} defaultValue={email} />
          </Field>
          <Field
            label="Password"
            error={errorAt("password")}
            labelEnd={
              <a href="/reset-password" className="link text-xs">
                Forgot it?
              </a>
            }
          >
            <Input name="password" type="password" autoComplete="current-password" required maxLength={128} />
          </Field>
        </>
      )}
    </SubmitForm>
  );
}
