"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { callApi, messageOf } from "@/lib/client/api";
import { type DecisionBody, decisionBody } from "@/lib/contract";

/** Decides a submission. The note is what the partner reads, so everything but an approval needs one. */
export function DecisionForm({
  versionId,
  displayName,
  number,
}: {
  versionId: string;
  displayName: string;
  number: string;
}) {
  const router = useRouter();
  const [note, setNote] = useState("");
  const [noteProblem, setNoteProblem] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState<DecisionBody["decision"]>();

  async function decide(decision: DecisionBody["decision"]) {
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
      router.refresh();
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(undefined);
    }
  }

  const isBusy = busy !== undefined;
  return (
    <Card title="Your decision" bodyClassName="space-y-4">
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
            setNoteProblem("");
          }}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          isLoading={busy === "approve"}
          disabled={isBusy}
          onClick={() => void decide("approve")}
        >
          Approve {displayName} {number}
        </Button>
        <Button isLoading={busy === "request_changes"} disabled={isBusy} onClick={() => void decide("request_changes")}>
          Request changes
        </Button>
        <Button variant="danger" isLoading={busy === "reject"} disabled={isBusy} onClick={() => void decide("reject")}>
          Reject
        </Button>
      </div>
    </Card>
  );
}
