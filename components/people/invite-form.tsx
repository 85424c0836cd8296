"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { roleOptions } from "./role-options";
import { SavedNote } from "./saved-note";
import { SubmitForm } from "./submit-form";

export function InviteForm() {
  const router = useRouter();
  const [invited, setInvited] = useState<string>();
  return (
    <div className="flex max-w-2xl flex-col gap-3">
      <SubmitForm
        url="/api/v1/invitations"
        toBody={({ email, role }) => ({ email, role })}
        onDone={(_data, values) => {
          setInvited(values.email);
          router.refresh();
        }}
        submitLabel="Send invitation"
        isClearedAfter
        isInline
      >
        {(errorAt) => (
          <>
            <Field label="E-mail" error={errorAt("email")} className="min-w-56 flex-1">
              <Input
                name="email"
                type="email"
                autoComplete="off"
                required
                maxLength={254}
                onChange={() => setInvited(undefined)}
              />
            </Field>
            <Field label="Role" error={errorAt("role")} className="w-36">
              <NativeSelect name="role" options={roleOptions} defaultValue="member" />
            </Field>
          </>
        )}
      </SubmitForm>
      <SavedNote>{invited && `Invited ${invited}.`}</SavedNote>
    </div>
  );
}
