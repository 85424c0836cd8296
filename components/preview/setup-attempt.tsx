"use client";

import { ExternalLink } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Outcome } from "@/lib/destination/error-catalog";
import { ownFailureOf, unclassifiedMessage } from "@/lib/destination/own-failure";
import { Own, useSetupWords } from "./setup-words-context";

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
  /** The language that the partner's words are in, where what is around them is in another one. */
  language?: string;
  onCancel: () => void;
}

/** Above the buttons of the setup modal: the check under way, or what it found. */
export function SetupAttemptView({ name, attempt, language, onCancel }: SetupAttemptProps) {
  const { words } = useSetupWords();
  switch (attempt.kind) {
    case "idle":
      return null;
    case "checking":
      return <Checking name={name} onCancel={onCancel} />;
    case "cancelled":
      return (
        <Callout tone="info" title={<Own>{words.attempt.stopped}</Own>} isLive>
          <Own>{words.attempt.nothingSaved}</Own>
        </Callout>
      );
    case "accepted":
      // Partners meet it, in a preview.
      return (
        <Callout tone="success" title={<bdi lang="en">These answers are complete</bdi>} isLive>
          <bdi lang="en">{attempt.message}</bdi>
        </Callout>
      );
    case "failed":
      return <Failed name={name} outcome={attempt.outcome} language={language} />;
  }
}

const slowAfterSeconds = 5;
const secondsMax = 15;

function Checking({ name, onCancel }: { name: string; onCancel: () => void }) {
  const { words, lang } = useSetupWords();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const isSlow = seconds >= slowAfterSeconds;
  return (
    <div role="status" lang={lang} className="flex items-end gap-3 rounded-md border bg-sunken px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <ProgressBar label={words.attempt.checking(name)} />
        {/* Holds its line from the start, so that nothing moves when it has something to say. */}
        <p className="mt-1.5 min-h-4 text-muted text-xs" aria-live="off">
          {isSlow && words.attempt.slow(name, seconds, secondsMax)}
        </p>
      </div>
      <Button size="sm" onClick={onCancel}>
        {words.buttons.cancel}
      </Button>
    </div>
  );
}

interface FailedProps {
  name: string;
  outcome: Outcome;
  language: string | undefined;
}

function Failed({ name, outcome, language }: FailedProps) {
  const { words } = useSetupWords();
  const own = ownFailureOf(outcome);
  const title = own ? words.attempt.failed[own](name) : words.attempt.notConnected(outcome.type);
  return (
    <Callout tone="danger" title={<bdi>{title}</bdi>} isLive>
      {own ? (
        <OwnReason name={name} outcome={outcome} />
      ) : (
        <PartnersReason message={outcome.message} language={language} />
      )}
      {outcome.fixUrl && /^https?:\/\//i.test(outcome.fixUrl) && (
        <p className="mt-1.5">
          <a
            href={outcome.fixUrl}
            target="_blank"
            rel="noreferrer noopener"
            className="link inline-flex items-center gap-1"
          >
            <Own>{words.attempt.howToFix}</Own>
            <ExternalLink aria-hidden="true" className="size-3.5" />
          </a>
        </p>
      )}
    </Callout>
  );
}

/** The partner's words may be in another language than what is around them. */
function PartnersReason({ message, language }: { message: string; language: string | undefined }) {
  return (
    <div dir="auto" lang={language} className="break-words [text-align:match-parent]">
      <Suspense fallback={<p className="whitespace-pre-wrap text-sm">{message}</p>}>
        <MarkdownText text={message} />
      </Suspense>
    </div>
  );
}

/** What we found out ourselves is told in English, whatever the form is in; what there is to do isn't. */
function OwnReason({ name, outcome }: { name: string; outcome: Outcome }) {
  const { words } = useSetupWords();
  const isUndescribed = outcome.type === "unclassified";
  return (
    <div className="space-y-1 break-words [text-align:match-parent]">
      {isUndescribed && (
        <p className="text-sm">
          <Own>{words.attempt.undescribed(name, outcome.status)}</Own>
        </p>
      )}
      <p
        lang="en"
        dir="ltr"
        className={cn("[text-align:match-parent]", isUndescribed ? "text-muted text-xs" : "text-sm")}
      >
        {outcome.message.replace(unclassifiedMessage, "").trim()}
      </p>
    </div>
  );
}
