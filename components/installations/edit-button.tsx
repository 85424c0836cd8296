"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-class";
import { installationsApi } from "@/lib/client/installations-api";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { byVariable } from "@/lib/destination/installation-answers";
import type { InstallationAnswers, StoredInstallationSecret } from "@/lib/installation-contract";
import { useOpenedDialog } from "./use-opened-dialog";

/** The setup modal comes only when somebody wants to edit. */
const load = () => import("./installation-dialog");
const InstallationDialog = lazy(async () => ({ default: (await load()).InstallationDialog }));

interface EditButtonProps {
  installation: {
    id: string;
    name: string;
    revision: number;
    projectId: string;
    destinationId: string;
    versionId: string;
    answers: InstallationAnswers;
  };
  definition: DestinationDefinition;
  displayName: string;
  logoId: string | null;
  properties: { name: string; type: string; example: string }[];
  storedSecrets: StoredInstallationSecret[];
  variant?: ButtonVariant;
}

/** Opens the setup modal with what is stored. */
export function EditButton({ installation, definition, storedSecrets, ...props }: EditButtonProps) {
  const router = useRouter();
  const dialog = useOpenedDialog(load);
  const { id, name, projectId, destinationId, versionId, answers } = installation;
  return (
    <>
      <Button variant={props.variant} isLoading={dialog.isLoading} onClick={dialog.open}>
        Edit
      </Button>
      {dialog.wasOpened && (
        <Suspense>
          <InstallationDialog
            // Made anew once something else is stored, with nothing left of what was typed: secrets least of all.
            key={installation.revision}
            isOpen={dialog.isOpen}
            onOpenChange={dialog.setIsOpen}
            definition={definition}
            displayName={props.displayName}
            logoId={props.logoId}
            properties={props.properties}
            initial={{ name, ...byVariable(definition, answers) }}
            storedSecrets={storedSecrets}
            idPrefix="edit-dialog"
            onSend={(form, signal, revision) =>
              installationsApi.save(id, { ...form, revision: revision ?? installation.revision }, signal)
            }
            onTest={({ answers, secrets, deletedSecrets }, signal) =>
              installationsApi.testForm(
                { projectId, destinationId, versionId, installationId: id, answers, secrets, deletedSecrets },
                signal,
              )
            }
            onSaved={() => {
              dialog.setIsOpen(false);
              router.refresh();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
