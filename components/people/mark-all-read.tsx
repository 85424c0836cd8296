"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import type { NotificationKind } from "@/lib/notification-kinds";
import { useSend } from "./use-send";

/** Of everything, or of one kind of news. */
export function MarkAllRead({ kind }: { kind?: NotificationKind }) {
  const router = useRouter();
  const { start, isBusy, problem } = useSend();

  async function markRead() {
    const answer = await start("POST", "/api/v1/notifications/read", kind ? { kind } : {});
    if (answer?.ok) router.refresh();
  }

  return (
    <>
      <p role="status" className="text-danger-ink text-sm empty:hidden">
        {problem?.message}
      </p>
      <Button onClick={markRead} isLoading={isBusy}>
        {kind ? "Mark these as read" : "Mark all as read"}
      </Button>
    </>
  );
}
