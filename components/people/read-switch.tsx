"use client";

import { MailOpen, Mail as MailUnread } from "lucide-react";
import { useRouter } from "next/navigation";
import { IconButton } from "@/components/ui/icon-button";
import { useSend } from "./use-send";

interface ReadSwitchProps {
  id: string;
  title: string;
  isRead: boolean;
}

/** Marks one piece of news as read without following it, or as unread to come back to it. */
export function ReadSwitch({ id, title, isRead }: ReadSwitchProps) {
  const router = useRouter();
  const { start, isBusy } = useSend();

  async function change() {
    const answer = await start(isRead ? "DELETE" : "POST", "/api/v1/notifications/read", { ids: [id] });
    if (answer?.ok) router.refresh();
  }

  return (
    <IconButton
      label={`Mark “${title}” as ${isRead ? "unread" : "read"}`}
      variant="ghost"
      size="sm"
      disabled={isBusy}
      onClick={change}
    >
      {isRead ? <MailUnread /> : <MailOpen />}
    </IconButton>
  );
}
