"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast";
import { versionsApi, versionsQuery } from "@/lib/client/versions-api";
import type { VersionSummary } from "@/lib/submission-contract";

interface WithdrawDialogProps {
  destinationId: string;
  version: VersionSummary;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Takes a submission back. */
export function WithdrawDialog({ destinationId, version, isOpen, onOpenChange }: WithdrawDialogProps) {
  const queries = useQueryClient();
  async function withdraw() {
    await versionsApi.withdraw(version.id);
    toast.success(`Withdrew version ${version.number}`);
  }
  /** Only then, also after a refusal: what was decided meanwhile would take the dialog away with what it says. */
  function changeOpen(next: boolean) {
    onOpenChange(next);
    if (!next) void queries.invalidateQueries({ queryKey: versionsQuery(destinationId).queryKey });
  }
  const lent = version.vault ? " The test account that you lent them is deleted." : "";
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={changeOpen}
      tone="primary"
      title={`Withdraw version ${version.number}?`}
      description={`The reviewers stop looking at it.${lent} The draft stays as it is, and you can submit it again.`}
      confirmLabel="Withdraw"
      onConfirm={withdraw}
    />
  );
}
