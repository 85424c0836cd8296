"use client";

import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { useTestBench } from "./test-values-provider";

export const projectSelectId = "test-project";

/** The project whose user properties the mapping offers and whose name the requests carry. */
export function ProjectPicker({ platformName }: { platformName: string }) {
  const { projects, project, change } = useTestBench();
  return (
    <Field
      id={projectSelectId}
      label="Project for preview and tests"
      isRequired
      error={
        projects.length === 0
          ? "Your organization has no project yet. Create one under Projects, then reload this page."
          : undefined
      }
      help={
        projects.length === 0
          ? undefined
          : `One of your organization's projects in ${platformName}. Its user properties can be mapped.`
      }
    >
      <NativeSelect
        value={project?.id ?? ""}
        placeholder="Select a project…"
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
        disabled={projects.length === 0}
        onChange={(event) => {
          const projectId = event.currentTarget.value;
          change((before) => ({ ...before, projectId }));
        }}
      />
    </Field>
  );
}
