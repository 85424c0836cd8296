import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";

/** How a destination or a version stands, in a word and a tone. */
const looks: Record<string, { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "neutral" },
  in_review: { label: "In review", tone: "info" },
  changes_requested: { label: "Changes requested", tone: "warning" },
  approved: { label: "Approved", tone: "success" },
  rejected: { label: "Rejected", tone: "danger" },
  withdrawn: { label: "Withdrawn", tone: "neutral" },
  deprecated: { label: "Deprecated", tone: "neutral" },
  superseded: { label: "Superseded", tone: "neutral" },
  released: { label: "Released internally", tone: "accent" },
};

export function VersionStatusBadge({ status }: { status: string }) {
  const look = looks[status] ?? { label: status, tone: "neutral" };
  return (
    <Badge tone={look.tone} hasDot>
      {look.label}
    </Badge>
  );
}
