import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatBytes } from "@/components/ui/format-number";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { MemberUpload } from "./use-member-upload";

interface UploadProgressProps {
  upload: Pick<MemberUpload, "state" | "cancel">;
  /** What is the same as before when it failed or was cancelled. */
  unchanged: string;
}

/** How far a file is, and what became of one that failed. */
export function UploadProgress({ upload: { state, cancel }, unchanged }: UploadProgressProps) {
  switch (state.step) {
    case "idle":
      return null;
    case "sending":
      return (
        <div className="flex flex-wrap items-end gap-4">
          <ProgressBar
            className="min-w-48 flex-1"
            label={`Sending: ${formatBytes(state.sent)} of ${formatBytes(state.size)}`}
            value={state.sent}
            max={state.size}
          />
          <Button size="sm" onClick={cancel}>
            Cancel
          </Button>
        </div>
      );
    case "storing":
      return <ProgressBar label="Checking and storing. A million members take less than half a minute." />;
    case "failed":
      return (
        <Callout tone="danger" title={unchanged} isLive>
          {state.message}
        </Callout>
      );
    case "cancelled":
      return (
        <Callout tone="info" title="Cancelled" isLive>
          {unchanged}
        </Callout>
      );
  }
}
