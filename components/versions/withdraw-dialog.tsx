"use client";

import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast";
import { versionsApi } from "@/lib/client/versions-api";
import type { VersionSummary } from "@/lib/submission-contract";

interface WithdrawDialogProps {
  version: Pick<VersionSummary, "id" | "number" | "vault">;
  isOpen: boolean;
  /**
   * What the page knows of the version is read anew when it closes, and only then, also after a refusal: what was decided
   * meanwhile would take the dialog away with what it says.
   */
  onOpenChange: (isOpen: boolean) => void;
}

/** Takes a submission back. */
export function WithdrawDialog({ version, isOpen, onOpenChange }: WithdrawDialogProps) {
  async function withdraw() {
    await versionsApi.withdraw(version.id);
    toast.success(`Withdrew version ${version.number}`);
  }
  const lent = version.vault ? " The test account that you lent them is deleted." : "";
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      tone="primary"
      title={`Withdraw version ${version.number}?`}
      description={`The reviewers stop looking at it.${lent} The draft stays as it is, and you can submit it again.`}
      confirmLabel="Withdraw"
      onConfirm={withdraw}
    />
  );
}
