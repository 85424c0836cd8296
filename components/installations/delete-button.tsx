"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { installationsApi } from "@/lib/client/installations-api";
import type { DestinationKind } from "@/lib/destination/definition";
import { useOpenedDialog } from "./use-opened-dialog";

const load = () => import("@/components/ui/alert-dialog");
const ConfirmDialog = lazy(async () => ({ default: (await load()).ConfirmDialog }));

interface DeleteButtonProps {
  installationId: string;
  name: string;
  displayName: string;
  kind: DestinationKind;
}

/** Deletes an installation, after saying what becomes of what it made at the partner. */
export function DeleteButton({ installationId, name, displayName, kind }: DeleteButtonProps) {
  const router = useRouter();
  const dialog = useOpenedDialog(load);
  return (
    <>
      <Button variant="ghost" icon={<Trash2 />} isLoading={dialog.isLoading} onClick={dialog.open}>
        Delete
      </Button>
      {dialog.wasOpened && (
        <Suspense>
          <ConfirmDialog
            isOpen={dialog.isOpen}
            onOpenChange={dialog.setIsOpen}
            title={`Delete “${name}”?`}
            confirmLabel="Delete installation"
            onConfirm={async () => {
              await installationsApi.delete(installationId);
              router.push("/installations");
              router.refresh();
            }}
          >
            <ul className="list-disc space-y-1.5 ps-5 text-muted text-sm">
              <li>Its answers and stored secrets are deleted at once, and can't be given back.</li>
              <li>{whatStays[kind].replaceAll("%", displayName)}</li>
            </ul>
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}

const whatStays: Record<DestinationKind, string> = {
  list: "Lists that it made at % are kept as they are, with the people in them. Nothing is called there; to delete them, do it at %.",
  property: "Properties that it set at % are kept as they are. Nothing is called there; to remove them, do it at %.",
  event: "Events that were sent to % stay there. Nothing is called there.",
};
