"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { installationsApi } from "@/lib/client/installations-api";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { InstallationDialog } from "./installation-dialog";
import { ProjectChoice } from "./project-choice";

export interface ConnectableProject {
  id: string;
  name: string;
  properties: { name: string; type: string; example: string }[];
}

export interface InstallDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  destinationId: string;
  versionId: string;
  definition: DestinationDefinition;
  displayName: string;
  logoId: string | null;
  projects: ConnectableProject[];
}

/** The setup modal of a destination that is about to be installed; leads to the installation that it makes. */
export function InstallDialog({ destinationId, versionId, projects, ...props }: InstallDialogProps) {
  const router = useRouter();
  const [projectId, setProjectId] = useState(projects[0]?.id ?? "");
  const project = projects.find(({ id }) => id === projectId);
  const subject = { projectId, destinationId, versionId };
  return (
    <InstallationDialog
      {...props}
      properties={project?.properties ?? []}
      initial={{ name: "", settings: {}, mappings: {}, actions: {} }}
      isBlocked={!project}
      idPrefix="setup-dialog"
      onSend={(form, signal) => installationsApi.install({ ...form, ...subject }, signal)}
      onTest={({ answers, secrets }, signal) => installationsApi.testForm({ ...subject, answers, secrets }, signal)}
      onSaved={({ id }) => router.push(`/installations/${id}`)}
    >
      <ProjectChoice projects={projects} projectId={projectId} onChange={setProjectId} />
    </InstallationDialog>
  );
}
