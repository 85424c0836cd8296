"use client";

import { useEffect, useRef } from "react";
import { SetupAttemptView } from "@/components/preview/setup-attempt";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatDuration } from "@/components/ui/format-number";
import type { TheirInstallation } from "@/lib/client/installations-api";
import type { FormAttempt } from "./use-form-attempt";

interface FormAttemptProps {
  /** The partner's display name. */
  name: string;
  attempt: FormAttempt;
  onCancel: () => void;
  onTakeTheirs?: (theirs: TheirInstallation) => void;
  onKeepMine?: (theirs: TheirInstallation) => void;
}

/** Above the buttons of the form: what is under way, or what came of it. Comes into view by itself: forms are long. */
export function FormAttemptView(props: FormAttemptProps) {
  const place = useRef<HTMLDivElement>(null);
  const { kind } = props.attempt;
  useEffect(() => {
    if (kind !== "idle") place.current?.scrollIntoView({ block: "nearest" });
  }, [kind]);
  return (
    <div ref={place} className="mt-4 scroll-my-5 empty:hidden">
      <Attempt {...props} />
    </div>
  );
}

function Attempt({ name, attempt, onCancel, ...on }: FormAttemptProps) {
  switch (attempt.kind) {
    case "idle":
      return null;
    case "busy":
      return attempt.isTested ? (
        <SetupAttemptView name={name} attempt={{ kind: "checking" }} onCancel={onCancel} />
      ) : null;
    case "cancelled":
      return <SetupAttemptView name={name} attempt={attempt} onCancel={onCancel} />;
    case "connected":
      return (
        <Callout tone="success" title={`${name} accepted these answers`} isLive>
          It answered in {formatDuration(attempt.test.durationMs)}. They are not saved yet.
        </Callout>
      );
    case "not_connected":
      return (
        <div className="space-y-2">
          <SetupAttemptView
            name={name}
            attempt={{ kind: "failed", outcome: attempt.test.outcome }}
            onCancel={onCancel}
          />
          {attempt.isSave && (
            <p className="text-muted text-xs">
              <bdi>Nothing was saved. Your answers are still here.</bdi>
            </p>
          )}
        </div>
      );
    case "refused":
      return (
        <Callout tone="danger" isLive>
          {attempt.message}
        </Callout>
      );
    case "stale":
      return <Conflict theirs={attempt.theirs} {...on} />;
  }
}

interface ConflictProps extends Pick<FormAttemptProps, "onTakeTheirs" | "onKeepMine"> {
  theirs: TheirInstallation;
}

function Conflict({ theirs, onTakeTheirs, onKeepMine }: ConflictProps) {
  return (
    <Callout
      tone="warning"
      title="Somebody else has changed this installation"
      isLive
      actions={
        <>
          {onTakeTheirs && (
            <Button size="sm" onClick={() => onTakeTheirs(theirs)}>
              Show theirs
            </Button>
          )}
          {onKeepMine && (
            <Button size="sm" onClick={() => onKeepMine(theirs)}>
              Save mine instead
            </Button>
          )}
        </>
      }
    >
      Nothing was saved, and your answers are still here.
    </Callout>
  );
}
