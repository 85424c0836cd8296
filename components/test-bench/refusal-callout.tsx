"use client";

import { useEffect, useState } from "react";
import { Callout } from "@/components/ui/callout";
import type { Blocker } from "./blockers";
import type { Refusal } from "./refusal";

/** Why nothing was sent, each reason with the way to the place where it is put right. */
export function RefusalCallout({ refusal, onOpen }: { refusal: Refusal; onOpen: (blocker: Blocker) => void }) {
  const { blockers } = refusal;
  return (
    <Callout tone="warning" title={refusal.title} isLive>
      {/* A single reason says it all; a sentence that only counts would say it twice. */}
      {blockers.length !== 1 && <p>{refusal.message}</p>}
      {refusal.retryAt !== undefined && <Countdown until={refusal.retryAt} />}
      {blockers.length > 0 && (
        <ul className="space-y-1">
          {blockers.map((blocker) => (
            <li key={`${blocker.label ?? ""}${blocker.message}`}>
              {blocker.label && <span className="text-muted">{blocker.label}: </span>}
              {blocker.message}{" "}
              {blocker.place && (
                <button type="button" className="link" onClick={() => onOpen(blocker)}>
                  Go there
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  );
}

function Countdown({ until }: { until: number }) {
  const [secondsLeft, setSecondsLeft] = useState(() => secondsUntil(until));
  useEffect(() => {
    setSecondsLeft(secondsUntil(until));
    const timer = setInterval(() => setSecondsLeft(secondsUntil(until)), 1_000);
    return () => clearInterval(timer);
  }, [until]);
  // Not a live region of its own: a reading each second would drown everything else.
  return (
    <p aria-live="off">{secondsLeft > 0 ? `You can test again in ${secondsLeft} s.` : "You can test again now."}</p>
  );
}

function secondsUntil(moment: number): number {
  return Math.max(0, Math.ceil((moment - Date.now()) / 1_000));
}
