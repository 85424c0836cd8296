"use client";

import { useEffect, useRef } from "react";
import { SetupAttemptView } from "@/components/preview/setup-attempt";
import { Own, useSetupWords } from "@/components/preview/setup-words-context";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { TheirInstallation } from "@/lib/client/installations-api";
import { outcomeIn } from "@/lib/installation-contract";
import type { FormAttempt } from "./use-form-attempt";

interface FormAttemptProps {
  /** The language that the form is read in. */
  language: string;
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

function Attempt({ name, attempt, language, onCancel, ...on }: FormAttemptProps) {
  const { words } = useSetupWords();
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
        <Callout tone="success" title={<Own>{words.attempt.accepted(name)}</Own>} isLive>
          <Own>{words.attempt.acceptedIn(attempt.test.durationMs)}</Own>
        </Callout>
      );
    case "not_connected":
      return (
        <div className="space-y-2">
          <SetupAttemptView
            name={name}
            attempt={{ kind: "failed", outcome: outcomeIn(attempt.test, language) }}
            onCancel={onCancel}
          />
          {attempt.isSave && (
            <p className="text-muted text-xs">
              <Own>{words.attempt.nothingSaved}</Own>
            </p>
          )}
        </div>
      );
    case "refused":
      return (
        <Callout tone="danger" title={<Own>{words.attempt.refused[attempt.why]}</Own>} isLive>
          {attempt.why === "answers" && <Own>{words.attempt.nothingSaved}</Own>}
          {attempt.why === "unreachable" && <Own>{words.attempt.unreachableHelp}</Own>}
          {attempt.why !== "answers" && attempt.why !== "unreachable" && <bdi lang="en">{attempt.message}</bdi>}
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
  const { attempt, buttons } = useSetupWords().words;
  return (
    <Callout
      tone="warning"
      title={<Own>{attempt.stale}</Own>}
      isLive
      actions={
        <>
          {onTakeTheirs && (
            <Button size="sm" onClick={() => onTakeTheirs(theirs)}>
              <Own>{buttons.showTheirs}</Own>
            </Button>
          )}
          {onKeepMine && (
            <Button size="sm" onClick={() => onKeepMine(theirs)}>
              <Own>{buttons.saveMine}</Own>
            </Button>
          )}
        </>
      }
    >
      <Own>{attempt.nothingSaved}</Own>
    </Callout>
  );
}
