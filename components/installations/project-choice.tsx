"use client";

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
  if (projects.length === 0) {
    return (
      <Callout
        tone="warning"
        title="Your organization has no project yet"
        actions={
          <ButtonLink href="/projects" size="sm">
            Create a project
          </ButtonLink>
        }
      >
        A destination is installed in a project, whose users it sends.
      </Callout>
    );
  }
  if (projects.length === 1) return null;
  return (
    <Field
      label="Project"
      help="Its users or events are sent, and mappings choose from its user properties."
      isRequired
    >
      <NativeSelect
        value={projectId}
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
