"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useSend } from "@/components/people/use-send";
import { Button } from "@/components/ui/button";

/** Has a message sent now. What the portal says to it stands beside the button. */
export function RetryMessage({ messageId, subject }: { messageId: string; subject: string }) {
  const router = useRouter();
  const { start, isBusy, problem } = useSend();

  async function retry() {
    const answer = await start("POST", `/api/v1/admin/outbox/${messageId}/tries`);
    if (answer?.ok) router.refresh();
  }

  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      <span role="status" className="text-danger-ink text-xs empty:hidden">
        {problem?.message}
      </span>
      <Button size="sm" icon={<RotateCw />} isLoading={isBusy} onClick={retry} aria-label={`Send ${subject} now`}>
        Send now
      </Button>
    </span>
  );
}
