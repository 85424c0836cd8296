import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";

const looks: Record<string, { tone: Tone; label: string }> = {
  pending: { tone: "info", label: "Waiting" },
  sent: { tone: "success", label: "Sent" },
  kept: { tone: "neutral", label: "Kept here" },
  failed: { tone: "danger", label: "Failed" },
};

export function MessageStatus({ status }: { status: string }) {
  const look = looks[status] ?? { tone: "neutral", label: status };
  return <Badge tone={look.tone}>{look.label}</Badge>;
}
