"use client";

import { useState } from "react";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CheckInbox } from "./check-inbox";
import { SubmitForm } from "./submit-form";

interface SignUpFormProps {
  /** Somebody who was invited joins that organization, and founds none. */
  invitation?: { email: string; organizationName: string };
  isMailKept: boolean;
}

export function SignUpForm({ invitation, isMailKept }: SignUpFormProps) {
  const [email, setEmail] = useState<string>();
  if (email) return <CheckInbox email={email} isMailKept={isMailKept} />;
  return (
    <SubmitForm
      url="/api/auth/sign-up/email"
      toBody={({ name, email, password, organizationName }) => ({ name, email, password, organizationName })}
      onDone={(_data, values) => setEmail(values.email?.trim())}
      submitLabel="Create account"
      isFullWidth
    >
      {(errorAt) => (
        <>
          {invitation && (
            <Callout>
              You are joining {invitation.organizationName}. Accept the invitation once you are signed in.
            </Callout>
          )}
          <Field label="Your name" error={errorAt("name")}>
            <Input name="name" autoComplete="name" required maxLength={80} />
          </Field>
          <Field label="E-mail" error={errorAt("email")} help="We send a link to it that you have to open once.">
            <Input
              name="email"
              type="email"
              autoComplete="username"
              required
              maxLength={254}
              defaultValue={invitation?.email}
            />
          </Field>
          <Field
            label="Password"
            error={errorAt("password")}
            help="At least 12 characters. A few words make a good one."
          >
            <Input
              name="password"
              type="password"
              autoComplete="new-password"
              required
              minLength={12}
              maxLength={128}
            />
          </Field>
          {!invitation && (
            <Field
              label="Organization"
              error={errorAt("organizationName")}
              help="Your company. You become its owner and can invite others."
            >
              <Input name="organizationName" autoComplete="organization" required minLength={2} maxLength={60} />
            </Field>
          )}
        </>
      )}
    </SubmitForm>
  );
}
