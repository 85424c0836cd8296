"use client";

import { Own, useSetupWords } from "@/components/preview/setup-words-context";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";

interface ProjectChoiceProps {
  projects: readonly { id: string; name: string }[];
  projectId: string;
  onChange: (projectId: string) => void;
}

/** Whose users or events are sent. Nothing is asked where there is one project only. */
export function ProjectChoice({ projects, projectId, onChange }: ProjectChoiceProps) {
  const { form } = useSetupWords().words;
  if (projects.length === 0) {
    return (
      <Callout
        tone="warning"
        title={<Own>{form.noProject}</Own>}
        actions={
          <ButtonLink href="/projects" size="sm">
            <Own>{form.createProject}</Own>
          </ButtonLink>
        }
      >
        <Own>{form.noProjectHelp}</Own>
      </Callout>
    );
  }
  if (projects.length === 1) return null;
  return (
    <Field label={<Own>{form.project}</Own>} help={<Own>{form.projectHelp}</Own>} isRequired>
      <NativeSelect
        value={projectId}
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
