"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { focusSetupRow } from "@/components/preview/focus-setup-row";
import type { ProjectProperty } from "@/components/preview/setup-values";
import { AccountFields, noteProblem } from "@/components/submission/account-fields";
import { useAccountForm } from "@/components/submission/use-account-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Loading, SkeletonText } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { messageOf } from "@/lib/client/api";
import { frozenVersionQuery, vaultQuery, versionsApi } from "@/lib/client/versions-api";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { reviewProperties } from "@/lib/review-samples";
import type { VaultSummary } from "@/lib/review-vault-contract";
import type { VersionSummary } from "@/lib/submission-contract";

interface LendAccountDialogProps {
  version: Pick<VersionSummary, "id" | "number">;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const formId = "lend-account";

/** Lends the reviewers of a version a test account while they review it, or another one in place of the one they have. */
export function LendAccountDialog({ version, isOpen, onOpenChange }: LendAccountDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      {isOpen && <LendAccountContent version={version} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function LendAccountContent({ version, onDone }: Pick<LendAccountDialogProps, "version"> & { onDone: () => void }) {
  // Read when it opens: what somebody else has replaced meanwhile isn't what this one would keep.
  const vault = useQuery({ ...vaultQuery(version.id), staleTime: 0 });
  const frozen = useQuery(frozenVersionQuery(version.id));
  const [isBusy, setIsBusy] = useState(false);
  const lent = vault.data?.vault ?? undefined;
  const error = vault.error ?? frozen.error;
  const isRead = frozen.data !== undefined && vault.data !== undefined && vault.isFetchedAfterMount;
  return (
    <DialogContent
      size="lg"
      title={lent ? "Replace the test account" : "Lend the reviewers a test account"}
      description={`For the review of version ${version.number}, which itself stays as it is. The reviewers are told.`}
      footer={
        <>
          <DialogClose />
          <Button type="submit" form={formId} variant="primary" isLoading={isBusy} disabled={!isRead}>
            {lent ? "Replace the account" : "Lend the account"}
          </Button>
        </>
      }
    >
      {isRead ? (
        <AccountDialogForm
          definition={frozen.data.definition}
          vault={lent}
          versionId={version.id}
          onBusy={setIsBusy}
          onDone={onDone}
        />
      ) : error ? (
        <Callout tone="danger" title="The account could not be read" isLive>
          {messageOf(error)}
        </Callout>
      ) : (
        <Loading label="Loading the account">
          <SkeletonText lines={4} />
        </Loading>
      )}
    </DialogContent>
  );
}

interface AccountDialogFormProps {
  definition: DestinationDefinition;
  vault: VaultSummary | undefined;
  versionId: string;
  onBusy: (isBusy: boolean) => void;
  onDone: () => void;
}

function AccountDialogForm({ definition, vault, versionId, onBusy, onDone }: AccountDialogFormProps) {
  const queries = useQueryClient();
  const properties = propertiesFor(vault);
  const form = useAccountForm({ definition, vault, properties });
  const [note, setNote] = useState(vault?.note ?? "");
  const [isAsked, setIsAsked] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function lend() {
    setIsAsked(true);
    const [problem] = form.problems;
    if (problem) return focusSetupRow(formId, problem.rowId);
    if (noteProblem(note)) return;
    onBusy(true);
    setRefusal(undefined);
    try {
      await versionsApi.lendAccount(versionId, form.body(note));
      toast.success("The reviewers have the test account");
      void queries.invalidateQueries({ queryKey: vaultQuery(versionId).queryKey });
      onDone();
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      onBusy(false);
    }
  }

  return (
    <form
      id={formId}
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void lend();
      }}
    >
      {refusal && (
        <Callout tone="danger" title="Nothing was changed" isLive>
          {refusal}
        </Callout>
      )}
      <p className="text-muted text-sm">
        {vault
          ? "As it is lent now; change what has changed. Secrets that you leave alone stay as they are, and are shown to nobody."
          : "Kept sealed and never shown to anybody: calls that reviewers make are made with it. Use an account that holds no customer's data."}
      </p>
      <AccountFields
        definition={definition}
        form={form}
        properties={properties}
        note={note}
        onNoteChange={setNote}
        areProblemsRevealed={isAsked}
        idPrefix={formId}
      />
    </form>
  );
}

/** Reviewers' sample users have the platform's usual properties, and whatever else is mapped. */
function propertiesFor(vault: VaultSummary | undefined): ProjectProperty[] {
  const known = new Set(reviewProperties.map(({ name }) => name));
  const mapped = [...new Set(Object.values(vault?.answers.mappings ?? {}))];
  const others = mapped.filter((name) => name !== "" && !known.has(name));
  return [...reviewProperties, ...others.map((name) => ({ name, type: "string", example: "" }))];
}
