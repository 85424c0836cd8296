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
  const { decide, isReady, busy, failure, noteProblem, clearProblem } = useDecision(versionId, note, () => setNote(""));
  const [asked, setAsked] = useState<"approve" | "reject">();
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
        onDecide={(decision) => {
          if (!isReady(decision)) return;
          if (decision === "reject" || (decision === "approve" && open > 0)) setAsked(decision);
          else void decide(decision);
        }}
      />
      <ConfirmDialog
        isOpen={asked === "approve"}
        onOpenChange={(isOpen) => !isOpen && setAsked(undefined)}
        tone="primary"
        title={`Approve with ${pluralize(open, "open comment")}?`}
        description="The version is listed in the catalog at once. What is open stays open, and goes on with the next version."
        confirmLabel="Approve all the same"
        onConfirm={() => decide("approve")}
      />
      <ConfirmDialog
        isOpen={asked === "reject"}
        onOpenChange={(isOpen) => !isOpen && setAsked(undefined)}
        title={`Reject ${displayName} ${number}?`}
        description="The partner is told at once, with your comment, and a test account that they lent is deleted. They can submit again as a new version. Where something is to be put right first, request changes instead."
        confirmLabel="Reject"
        onConfirm={() => decide("reject")}
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

  /** Whether it says what such a decision has to say; the focus goes where it doesn't. */
  function isReady(decision: DecisionBody["decision"]): boolean {
    const body = decisionBody.safeParse({ decision, note });
    setFailure("");
    setNoteProblem(body.success ? "" : (body.error.issues[0]?.message ?? ""));
    if (!body.success) document.getElementById("decision-note")?.focus();
    return body.success;
  }

  async function decide(decision: DecisionBody["decision"]): Promise<void> {
    setBusy(decision);
    try {
      const body = decisionBody.parse({ decision, note });
      await callApi(`/versions/${versionId}/decision`, { method: "POST", body, schema: z.undefined() });
      onDecided();
      router.refresh();
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(undefined);
      // Somebody else was first: the page shows what they decided, and keeps what was written here.
      if (error instanceof AppError && error.code === "illegal_transition") router.refresh();
    }
  }

  return { decide, isReady, busy, failure, noteProblem, clearProblem: () => setNoteProblem("") };
}
