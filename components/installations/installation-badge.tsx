import { CircleArrowUp, CirclePause, CirclePlay } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { InstallationStatus } from "@/lib/installation-contract";

/** Whether an installation sends. */
export function InstallationBadge({ status }: { status: InstallationStatus }) {
  return status === "active" ? (
    <Badge tone="success" icon={<CirclePlay aria-hidden="true" />}>
      Active
    </Badge>
  ) : (
    <Badge icon={<CirclePause aria-hidden="true" />}>Paused</Badge>
  );
}

/** That there is a newer version. */
export function UpgradeBadge({ number }: { number: string }) {
  return (
    <Badge tone="info" icon={<CircleArrowUp aria-hidden="true" />}>
      {number} available
    </Badge>
  );
}
