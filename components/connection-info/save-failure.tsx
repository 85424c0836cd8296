"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { connectionInfoBody } from "@/lib/contract";
import type { AppError } from "@/lib/errors";

const theirsSchema = z.object({ revision: z.number() }).and(connectionInfoBody.loose());
type Theirs = z.infer<typeof theirsSchema>;

interface SaveFailureProps {
  failure: AppError;
  onKeepMine: (revision: number) => void;
  onTakeTheirs: (theirs: Theirs) => void;
}

/** Why a save was refused; somebody else's save in between is shown, with both ways on. */
export function SaveFailure({ failure, onKeepMine, onTakeTheirs }: SaveFailureProps) {
  const theirs = theirsSchema.safeParse(failure.details.theirs);
  if (failure.code !== "stale_revision" || !theirs.success) {
    return (
      <InView>
        <Callout tone="danger" title="Not saved" isLive>
          {failure.message}
        </Callout>
      </InView>
    );
  }
  return (
    <InView>
      <Callout
        tone="warning"
        title="Somebody else saved in the meantime"
        isLive
        actions={
          <>
            <Button onClick={() => onKeepMine(theirs.data.revision)}>Save my text over theirs</Button>
            <Button variant="ghost" onClick={() => onTakeTheirs(theirs.data)}>
              Take their version
            </Button>
          </>
        }
      >
        They have the display name “{String(theirs.data.displayName)}” and the summary “{String(theirs.data.summary)}”.
        Your text is still in the form and in this browser.
      </Callout>
    </InView>
  );
}

/** The button that was pressed is at the end of a long form, and this at its beginning. */
function InView({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "center" });
  }, []);
  return <div ref={box}>{children}</div>;
}
