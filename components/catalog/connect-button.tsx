"use client";

import { lazy, Suspense } from "react";
import type { InstallDialogProps } from "@/components/installations/install-dialog";
import { useOpenedDialog } from "@/components/installations/use-opened-dialog";
import { Button } from "@/components/ui/button";

/** The setup modal and the core behind it come only when somebody wants to connect. */
const load = () => import("@/components/installations/install-dialog");
const InstallDialog = lazy(async () => ({ default: (await load()).InstallDialog }));

interface ConnectButtonProps extends Omit<InstallDialogProps, "isOpen" | "onOpenChange"> {
  /** “Connect another” where there is one. */
  label?: string;
}

/** Opens the setup modal for a new installation. */
export function ConnectButton({ label = "Connect", ...subject }: ConnectButtonProps) {
  const dialog = useOpenedDialog(load);
  return (
    <>
      <Button variant="primary" isLoading={dialog.isLoading} onClick={dialog.open}>
        {label}
      </Button>
      {dialog.wasOpened && (
        <Suspense>
          <InstallDialog {...subject} isOpen={dialog.isOpen} onOpenChange={dialog.setIsOpen} />
        </Suspense>
      )}
    </>
  );
}
