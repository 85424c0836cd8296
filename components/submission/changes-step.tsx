"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { pluralize } from "@/components/ui/format-number";
import type { Tone } from "@/components/ui/tone";
import type { ChangeKind, VersionChange } from "@/lib/destination/version-change";
import { SubmissionStep } from "./submission-step";
import type { DraftChanges } from "./use-draft-changes";

const looks: Record<ChangeKind, { label: string; tone: Tone }> = {
  breaking: { label: "Breaking", tone: "danger" },
  notable: { label: "Notable", tone: "warning" },
  minor: { label: "Minor", tone: "neutral" },
};

const shownMax = 6;

/** What customers who have the approved version will notice: the same words that reviewers read. */
export function ChangesStep({ changes: { changes, number } }: { changes: DraftChanges }) {
  const [isWhole, setIsWhole] = useState(false);
  const breaking = changes.filter(({ kind }) => kind === "breaking").length;
  const shown = isWhole ? changes : changes.slice(0, shownMax);
  return (
    <SubmissionStep
      title={`Changes since ${number}`}
      state={breaking > 0 || changes.length === 0 ? "note" : "done"}
      summary={summaryOf(changes.length, breaking, number)}
    >
      {shown.length > 0 && (
        <ul
          aria-label={`Changes since ${number}`}
          className="divide-y divide-line rounded-lg border border-line bg-surface"
        >
          {shown.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ul>
      )}
      {changes.length > shown.length && (
        <Button size="sm" onClick={() => setIsWhole(true)}>
          Show {pluralize(changes.length - shown.length, "more change")}
        </Button>
      )}
    </SubmissionStep>
  );
}

function summaryOf(all: number, breaking: number, number: string): string {
  if (all === 0) return `Nothing is different from version ${number}, which customers have.`;
  if (breaking === 0) return `${pluralize(all, "change")}; none asks anything of those who have ${number}.`;
  return `${pluralize(all, "change")}, of which ${breaking} ${breaking === 1 ? "is" : "are"} breaking: those who have ${number} have to do something, or it works differently.`;
}

function Change({ change: { kind, section, title, effect } }: { change: VersionChange }) {
  const { label, tone } = looks[kind];
  return (
    <li className="flex items-start gap-2.5 px-3 py-2 text-sm">
      <span className="w-18 shrink-0">
        <Badge tone={tone}>{label}</Badge>
      </span>
      <span className="min-w-0 flex-1 break-words">
        <span className="text-muted text-xs">{section}</span>
        <span className="block text-ink">
          {title}
          {effect && <span className="text-muted"> · {effect}</span>}
        </span>
      </span>
    </li>
  );
}
