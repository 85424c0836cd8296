"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDraft } from "./draft-provider";

/** Edits that an earlier page could not save, when somebody has saved since. */
export function RecoveredCallout() {
  const { recovered, resolveRecovered } = useDraft();
  if (!recovered) return null;
  return (
    <Callout
      tone="warning"
      isLive
      title="There is unsaved work of yours in this browser"
      actions={
        <>
          <Button size="sm" onClick={() => resolveRecovered("mine")}>
            Use mine
          </Button>
          <Button size="sm" onClick={() => resolveRecovered("theirs")}>
            Keep what is saved
          </Button>
          <CopyButton size="sm" label="Copy mine" text={JSON.stringify(recovered.definition, null, 2)} />
        </>
      }
    >
      Your unsaved text from <RelativeTime at={recovered.editedAt} /> follows revision {recovered.baseRevision}, and the
      destination has been saved since. Using yours replaces what is saved; you can undo that.
    </Callout>
  );
}
