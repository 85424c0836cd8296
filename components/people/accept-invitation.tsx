"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useSend } from "./use-send";

interface AcceptInvitationProps {
  invitationId: string;
  organizationName: string;
  variant?: "primary" | "secondary";
}

export function AcceptInvitation({ invitationId, organizationName, variant = "primary" }: AcceptInvitationProps) {
  const { start, isBusy, problem } = useSend();

  async function accept() {
    const answer = await start("POST", `/api/v1/invitations/${invitationId}/acceptance`);
    // The session works for the organization now; its start page depends on what it may do.
    if (answer?.ok) window.location.assign("/");
  }

  return (
    <div className="space-y-3">
      {problem && (
        <Callout tone="danger" isLive>
          {problem.message}
        </Callout>
      )}
      <Button variant={variant} onClick={accept} isLoading={isBusy}>
        Join {organizationName}
      </Button>
    </div>
  );
}
