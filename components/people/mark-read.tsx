"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useSend } from "./use-send";

export function MarkAllRead() {
  const router = useRouter();
  const { start, isBusy, problem } = useSend();

  async function markRead() {
    const answer = await start("POST", "/api/v1/notifications/read", {});
    if (answer?.ok) router.refresh();
  }

  return (
    <>
      <p role="status" className="text-danger-ink text-sm empty:hidden">
        {problem?.message}
      </p>
      <Button onClick={markRead} isLoading={isBusy}>
        Mark all as read
      </Button>
    </>
  );
}
