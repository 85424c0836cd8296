"use client";

import { ExternalLink } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Outcome } from "@/lib/destination/error-catalog";

const MarkdownText = lazy(async () => ({
  default: (await import("@/components/catalog/markdown-text")).MarkdownText,
}));

/** What became of pressing Save in the setup modal. */
export type SetupAttempt =
  | { kind: "idle" }
  | { kind: "checking" }
  | { kind: "cancelled" }
  | { kind: "accepted"; message: string }
  | { kind: "failed"; outcome: Outcome };

interface SetupAttemptProps {
  /** The partner's display name. */
  name: string;
  attempt: SetupAttempt;
  onCancel: () => void;
}

/** Above the buttons of the setup modal: the check under way, or what it found. */
export function SetupAttemptView({ name, attempt, onCancel }: SetupAttemptProps) {
  switch (attempt.kind) {
    case "idle":
      return null;
    case "checking":
      return <Checking name={name} onCancel={onCancel} />;
    case "cancelled":
      return (
        <Callout tone="info" title="You stopped the check" isLive>
          <bdi>Nothing was saved. Your answers are still here.</bdi>
        </Callout>
      );
    case "accepted":
      return (
        <Callout tone="success" title="These answers are complete" isLive>
          {attempt.message}
        </Callout>
      );
    case "failed":
      return <Failed name={name} outcome={attempt.outcome} />;
  }
}

const slowAfterSeconds = 5;

function Checking({ name, onCancel }: { name: string; onCancel: () => void }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const isSlow = seconds >= slowAfterSeconds;
  return (
    <div role="status" className="flex items-end gap-3 rounded-md border bg-sunken px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <ProgressBar label={`Checking your answers with ${name}…`} />
        {/* Holds its line from the start, so that nothing moves when it has something to say. */}
        <p className="mt-1.5 min-h-4 text-muted text-xs" aria-live="off">
          {isSlow && `${name} hasn't answered for ${seconds} s. We wait up to 15 s.`}
        </p>
      </div>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

function Failed({ name, outcome }: { name: string; outcome: Outcome }) {
  const reason = outcome.type === "unclassified" ? undefined : outcome.type;
  return (
    <Callout
      tone="danger"
      title={<bdi>{reason ? `Not connected: ${reason}` : `${name} couldn't be connected`}</bdi>}
      isLive
    >
      {/* The partner's words may be in another language than what is around them. */}
      <div dir="auto" className="break-words [text-align:match-parent]">
        <Suspense fallback={<p className="whitespace-pre-wrap text-sm">{outcome.message}</p>}>
          <MarkdownText text={outcome.message} />
        </Suspense>
      </div>
      {outcome.type === "unclassified" && <p className="mt-1 text-muted text-xs">Status: {outcome.status}</p>}
      {outcome.fixUrl && /^https?:\/\//i.test(outcome.fixUrl) && (
        <p className="mt-1.5">
          <a
            href={outcome.fixUrl}
            target="_blank"
            rel="noreferrer noopener"
            className="link inline-flex items-center gap-1"
          >
            How to fix it
            <ExternalLink aria-hidden="true" className="size-3.5" />
          </a>
        </p>
      )}
    </Callout>
  );
}
