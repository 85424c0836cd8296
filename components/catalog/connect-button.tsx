"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { useOpenedDialog } from "@/components/installations/use-opened-dialog";
import { Button } from "@/components/ui/button";
import { installationsApi } from "@/lib/client/installations-api";
import type { DestinationDefinition } from "@/lib/destination/definition";

/** The setup modal and the core behind it come only when somebody wants to connect. */
const loadDialog = () => import("@/components/installations/installation-dialog");
const loadChoice = () => import("@/components/installations/project-choice");
const load = () => Promise.all([loadDialog(), loadChoice()]);
const InstallationDialog = lazy(async () => ({ default: (await loadDialog()).InstallationDialog }));
const ProjectChoice = lazy(async () => ({ default: (await loadChoice()).ProjectChoice }));

export interface ConnectableProject {
  id: string;
  name: string;
  properties: { name: string; type: string; example: string }[];
}

interface ConnectButtonProps {
  destinationId: string;
  versionId: string;
  definition: DestinationDefinition;
  displayName: string;
  logoId: string | null;
  projects: ConnectableProject[];
  /** “Connect another” where there is one. */
  label?: string;
}

/** Opens the setup modal, and leads to the installation that it makes. */
export function ConnectButton({ destinationId, versionId, definition, displayName, ...props }: ConnectButtonProps) {
  const router = useRouter();
  const dialog = useOpenedDialog(load);
  const [projectId, setProjectId] = useState(props.projects[0]?.id ?? "");
  const project = props.projects.find(({ id }) => id === projectId);
  const title = `Connect to ${displayName}`;
  const subject = { projectId, destinationId, versionId };
  return (
    <>
      <Button variant="primary" isLoading={dialog.isLoading} onClick={dialog.open}>
        {props.label ?? "Connect"}
      </Button>
      {dialog.wasOpened && (
        <Suspense>
          <InstallationDialog
            isOpen={dialog.isOpen}
            onOpenChange={dialog.setIsOpen}
            title={title}
            definition={definition}
            displayName={displayName}
            logoId={props.logoId}
            properties={project?.properties ?? []}
            initial={{ name: "", settings: {}, mappings: {}, actions: {} }}
            isBlocked={!project}
            idPrefix="setup-dialog"
            onSend={(form, signal) => installationsApi.install({ ...form, ...subject }, signal)}
            onTest={({ answers, secrets }, signal) =>
              installationsApi.testForm({ ...subject, answers, secrets }, signal)
            }
            onSaved={({ id }) => router.push(`/installations/${id}`)}
          >
            <ProjectChoice projects={props.projects} projectId={projectId} onChange={setProjectId} />
          </InstallationDialog>
        </Suspense>
      )}
    </>
  );
}
