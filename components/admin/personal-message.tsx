"use client";

import { MailOpen } from "lucide-react";
import { useState } from "react";
import { useSend } from "@/components/people/use-send";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { textIn } from "@/lib/client/send";
import { MessageContent } from "./message-content";

/** A message that could be used to act for its recipient: it is opened with a press, which the audit log keeps. */
export function PersonalMessage({ messageId, subject }: { messageId: string; subject: string }) {
  const { start, isBusy, problem } = useSend();
  const [content, setContent] = useState<{ text: string; html: string }>();

  async function open() {
    const answer = await start("POST", `/api/v1/admin/outbox/${messageId}/openings`);
    if (answer?.ok) setContent({ text: textIn(answer.data, "text") ?? "", html: textIn(answer.data, "html") ?? "" });
  }

  if (content) return <MessageContent subject={subject} {...content} />;
  return (
    <Card
      title="This message holds a personal link"
      description="Whoever has the link can act for the recipient. Open it only to pass it on to them: the audit log keeps who opened it, and when."
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={<MailOpen />} isLoading={isBusy} onClick={open}>
          Open the message
        </Button>
        <span role="status" className="text-danger-ink text-sm empty:hidden">
          {problem?.message}
        </span>
      </div>
    </Card>
  );
}
