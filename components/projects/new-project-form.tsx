"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { SubmitForm } from "@/components/people/submit-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { textIn } from "@/lib/client/send";
import { ApiKeyOnce } from "./api-key-once";

interface CreatedProject {
  id: string;
  name: string;
  apiKey: string;
}

export function NewProjectForm() {
  const router = useRouter();
  const [created, setCreated] = useState<CreatedProject>();
  return (
    <div className="space-y-4">
      <SubmitForm
        url="/api/v1/projects"
        toBody={({ name }) => ({ name })}
        onDone={(data) => {
          const [id, name, apiKey] = [textIn(data, "id"), textIn(data, "name"), textIn(data, "apiKey")];
          if (id && name && apiKey) setCreated({ id, name, apiKey });
          router.refresh();
        }}
        submitLabel="Create project"
        isClearedAfter
      >
        {(errorAt) => (
          <Field label="Name" error={errorAt("name")} help="Such as the app or the environment." className="max-w-md">
            <Input name="name" required maxLength={60} autoComplete="off" />
          </Field>
        )}
      </SubmitForm>
      {created && (
        <ApiKeyOnce
          title={`${created.name} is ready`}
          apiKey={created.apiKey}
          actions={<ButtonLink href={`/projects/${created.id}`}>Open project</ButtonLink>}
        />
      )}
    </div>
  );
}
