"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useSend } from "./use-send";

/** After registration. Says the same whether or not the address had an account: only its mailbox learns that. */
export function CheckInbox({ email, isMailKept }: { email: string; isMailKept: boolean }) {
  const { start, isBusy, problem } = useSend();
  const [isSentAgain, setIsSentAgain] = useState(false);

  async function sendAgain() {
    const answer = await start("POST", "/api/auth/send-verification-email", { email });
    if (answer?.ok) setIsSentAgain(true);
  }

  return (
    <div className="space-y-4 text-sm">
      <Callout tone="success" title="Check your inbox" isLive>
        We sent a message to <strong className="font-semibold">{email}</strong>. Open the link in it, then sign in.
      </Callout>
      {isMailKept && <MailKept />}
      {problem && (
        <Callout tone="danger" isLive>
          {problem.message}
        </Callout>
      )}
      <p role="status" className="text-muted empty:hidden">
        {isSentAgain && "Sent again. It may take a minute to arrive."}
      </p>
      <Button onClick={sendAgain} isLoading={isBusy}>
        Send it again
      </Button>
    </div>
  );
}

/** Where no mail server is set up, mail waits for the administrator. Whoever waits for a mail should know. */
export function MailKept() {
  return (
    <Callout tone="warning">
      This installation has no mail server. The message is in the outbox, where an administrator can read it.
    </Callout>
  );
}
