import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";
import { type OutboxStatus, outboxStatuses } from "@/lib/admin-contract";

export const messageStatusTexts = {
  pending: "Waiting",
  sent: "Sent",
  kept: "Kept here",
  failed: "Failed",
} satisfies Record<OutboxStatus, string>;

const tones = {
  pending: "info",
  sent: "success",
  kept: "neutral",
  failed: "danger",
} satisfies Record<OutboxStatus, Tone>;

export function MessageStatus({ status }: { status: string }) {
  const known = outboxStatuses.find((each) => each === status);
  return <Badge tone={known ? tones[known] : "neutral"}>{known ? messageStatusTexts[known] : status}</Badge>;
}
