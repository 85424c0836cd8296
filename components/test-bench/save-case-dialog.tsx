"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useDraft } from "@/components/builder/draft-provider";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { testCasesQuery, testHistoryApi } from "@/lib/client/test-history-api";
import { outcomeInWords } from "@/lib/destination/case-verdict";
import { type EndpointKey, endpointName } from "@/lib/destination/endpoints";
import type { Outcome } from "@/lib/destination/error-catalog";
import { CaseForm } from "./case-form";
import { showCases } from "./show-cases";

interface SaveCaseDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  run: { id: string; endpoint: EndpointKey; outcome: Outcome };
}

/** Makes a case of a recorded test: the same inputs, and the outcome it had unless another one is chosen. */
export function SaveCaseDialog({ isOpen, onOpenChange, run }: SaveCaseDialogProps) {
  const { definition, destinationId } = useDraft();
  const queries = useQueryClient();
  const { kind, type, entryId } = run.outcome;
  const name = endpointName(definition, run.endpoint);
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <CaseForm
        title="Save as a case"
        description={`${name} with the same users and answers, repeated with one press. Secrets are not kept.`}
        saveLabel="Save case"
        endpoint={run.endpoint}
        initial={{
          name: `${name}: ${outcomeInWords(run.outcome).replace(/^an? /, "")}`.slice(0, 120),
          expected: { kind, type, ...(entryId !== undefined && { entryId }), body: "" },
          secrets: "own",
        }}
        onSave={async (words) => {
          await testHistoryApi.createCase(destinationId, { runId: run.id, ...words });
          await queries.invalidateQueries(testCasesQuery(destinationId));
          onOpenChange(false);
          toast.success(`“${words.name}” was saved as a case`, { action: { label: "Show", onClick: showCases } });
        }}
      />
    </Dialog>
  );
}
