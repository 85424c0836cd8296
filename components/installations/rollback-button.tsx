"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { installationsApi } from "@/lib/client/installations-api";
import { useOpenedDialog } from "./use-opened-dialog";

const load = () => import("@/components/ui/alert-dialog");
const ConfirmDialog = lazy(async () => ({ default: (await load()).ConfirmDialog }));

interface RollbackButtonProps {
  installationId: string;
  revision: number;
  from: string;
  to: string;
}

/** Takes the newest upgrade back, after saying what that means. What it could not give back is in the history. */
export function RollbackButton({ installationId, revision, from, to }: RollbackButtonProps) {
  const router = useRouter();
  const dialog = useOpenedDialog(load);
  const [notes, setNotes] = useState<string[]>([]);
  return (
    <>
      <Button icon={<Undo2 />} isLoading={dialog.isLoading} onClick={dialog.open}>
        Roll back to {to}
      </Button>
      {notes.length > 0 && (
        <p role="status" className="sr-only">
          {notes.join(" ")}
        </p>
      )}
      {dialog.wasOpened && (
        <Suspense>
          <ConfirmDialog
            isOpen={dialog.isOpen}
            onOpenChange={dialog.setIsOpen}
            tone="primary"
            title={`Roll back from ${from} to ${to}?`}
            confirmLabel={`Roll back to ${to}`}
            onConfirm={async () => {
              const answer = await installationsApi.rollBack(installationId, revision);
              setNotes(answer.notes);
              router.refresh();
            }}
          >
            <ul className="list-disc space-y-1.5 ps-5 text-muted text-sm">
              <li>The answers are those from before the upgrade; what was changed since is lost.</li>
              <li>
                A secret that was replaced since isn't stored any more, so the newer one stays. Secrets that only {from}{" "}
                asks for are deleted.
              </li>
              <li>Where an answer is missing afterwards, the installation is paused until you give it.</li>
            </ul>
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}
