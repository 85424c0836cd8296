import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { connectionInfoBody } from "@/lib/contract";
import type { AppError } from "@/lib/errors";

const theirsSchema = z.object({ revision: z.number() }).and(connectionInfoBody.loose());

/** Why a save was refused; somebody else's save in between is shown, with both ways on. */
export function SaveFailure({ failure, onKeepMine }: { failure: AppError; onKeepMine: (revision: number) => void }) {
  const theirs = theirsSchema.safeParse(failure.details.theirs);
  if (failure.code !== "stale_revision" || !theirs.success) {
    return (
      <Callout tone="danger" title="Not saved" isLive>
        {failure.message}
      </Callout>
    );
  }
  return (
    <Callout
      tone="warning"
      title="Somebody else saved in the meantime"
      isLive
      actions={
        <>
          <Button onClick={() => onKeepMine(theirs.data.revision)}>Save my text over theirs</Button>
          <Button variant="ghost" onClick={() => location.reload()}>
            See their version
          </Button>
        </>
      }
    >
      They have the display name “{String(theirs.data.displayName)}” and the summary “{String(theirs.data.summary)}”.
      Your text is still in the form and in this browser.
    </Callout>
  );
}
