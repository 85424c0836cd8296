"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { pluralize } from "@/components/ui/format-number";
import { Textarea } from "@/components/ui/textarea";
import { callApi, messageOf } from "@/lib/client/api";
import { type DecisionBody, decisionBody } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import { useAllThreads } from "./threads-provider";
import { useKeptText } from "./use-kept-text";

interface DecisionFormProps {
  versionId: string;
  displayName: string;
  number: string;
  /** What is open before a decision. */
  checklist: ReactNode;
}

/** The text that is being written for a decision on this version. */
export const decisionTextKey = (versionId: string): string => `decision:${versionId}`;

/** Decides a submission. The note is what the partner reads, so everything but an approval needs one. */
export function DecisionForm({ versionId, displayName, number, checklist }: DecisionFormProps) {
  const [note, setNote] = useKeptText(decisionTextKey(versionId));
  const { decide, busy, failure, noteProblem, clearProblem } = useDecision(versionId, note, () => setNote(""));
  const [isAsking, setIsAsking] = useState(false);
  const open = useAllThreads().filter(({ status }) => status === "open").length;
  return (
    <Card title="Your decision" headingLevel={3} bodyClassName="space-y-4">
      {checklist}
      {failure && (
        <Callout tone="danger" title="Not decided" isLive>
          {failure}
        </Callout>
      )}
      <Field
        id="decision-note"
        label="Comment for the partner"
        help="They read exactly this, by e-mail and beside their draft. An approval may go without."
        error={noteProblem}
      >
        <Textarea
          rows={4}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
            clearProblem();
          }}
        />
      </Field>
      <DecisionButtons
        approveLabel={`Approve ${displayName} ${number}`}
        busy={busy}
        onDecide={(decision) => (decision === "approve" && open > 0 ? setIsAsking(true) : void decide(decision))}
      />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        tone="primary"
        title={`Approve with ${pluralize(open, "open comment")}?`}
        description="The version is listed in the catalog at once. What is open stays open, and goes on with the next version."
        confirmLabel="Approve all the same"
        onConfirm={() => decide("approve")}
      />
    </Card>
  );
}

interface DecisionButtonsProps {
  approveLabel: string;
  busy: DecisionBody["decision"] | undefined;
  onDecide: (decision: DecisionBody["decision"]) => void;
}

function DecisionButtons({ approveLabel, busy, onDecide }: DecisionButtonsProps) {
  const ways = [
    { decision: "approve", label: approveLabel, variant: "primary" },
    { decision: "request_changes", label: "Request changes", variant: "secondary" },
    { decision: "reject", label: "Reject", variant: "danger" },
  ] as const;
  return (
    <div className="flex flex-wrap gap-2">
      {ways.map(({ decision, label, variant }) => (
        <Button
          key={decision}
          variant={variant}
          isLoading={busy === decision}
          disabled={busy !== undefined}
          onClick={() => onDecide(decision)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

function useDecision(versionId: string, note: string, onDecided: () => void) {
  const router = useRouter();
  const [noteProblem, setNoteProblem] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState<DecisionBody["decision"]>();

  async function decide(decision: DecisionBody["decision"]): Promise<void> {
    const body = decisionBody.safeParse({ decision, note });
    setFailure("");
    setNoteProblem(body.success ? "" : (body.error.issues[0]?.message ?? ""));
    if (!body.success) {
      document.getElementById("decision-note")?.focus();
      return;
    }
    setBusy(decision);
    try {
      await callApi(`/versions/${versionId}/decision`, { method: "POST", body: body.data, schema: z.undefined() });
      onDecided();
      router.refresh();
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(undefined);
      // Somebody else was first: the page shows what they decided, and keeps what was written here.
      if (error instanceof AppError && error.code === "illegal_transition") router.refresh();
    }
  }

  return { decide, busy, failure, noteProblem, clearProblem: () => setNoteProblem("") };
}
