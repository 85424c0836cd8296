"use client";

import { TriangleAlert } from "lucide-react";
import { memo, type ReactNode, useId } from "react";
import { ChangedText } from "@/components/builder/changed-text";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import type { Tone } from "@/components/ui/tone";
import type { ReviewEntry } from "@/lib/destination/manifest/manifest-review";

interface ReviewRowProps {
  entry: ReviewEntry;
  isTaken: boolean;
  onChoose: (entry: ReviewEntry, isTaken: boolean) => void;
}

const kinds: Record<ReviewEntry["kind"], { word: string; tone: Tone }> = {
  changed: { word: "Changed", tone: "neutral" },
  added: { word: "Only in the file", tone: "success" },
  removed: { word: "Only in the draft", tone: "danger" },
  moved: { word: "Another order", tone: "info" },
};

/** One difference: where, what it is now, what the file says, and whether that is taken. */
export const ReviewRow = memo(function ReviewRow({ entry, isTaken, onChoose }: ReviewRowProps) {
  const { label, group, kind, now, file, note } = entry;
  const noteId = useId();
  const { word, tone } = kinds[kind];
  return (
    <li className="px-3 py-2.5 [contain-intrinsic-size:auto_6rem] [content-visibility:auto]">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <Checkbox
          checked={isTaken}
          onCheckedChange={(next) => onChoose(entry, next)}
          aria-describedby={note && noteId}
          label={
            <>
              <span className="sr-only">Take {label}</span>
              <span aria-hidden="true" className="break-words font-medium">
                {withoutGroup(label, group)}
              </span>
            </>
          }
          className="min-h-6 min-w-0 flex-1"
        />
        <Badge tone={tone}>{word}</Badge>
      </div>
      {note && (
        <p id={noteId} className="mt-1 ms-6 flex items-start gap-1.5 text-warning-ink text-xs">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{note}</span>
        </p>
      )}
      <div className="mt-1.5 ms-6 grid grid-cols-1 gap-2 md:grid-cols-2">
        <Side label={label} head="Now" result="stays" isStanding={!isTaken} text={now} other={file} />
        <Side label={label} head="In the file" result="taken" isStanding={isTaken} text={file} other={now} />
      </div>
    </li>
  );
});

/** "URL" under the heading "Add users". */
function withoutGroup(label: string, group: string): string {
  return label.startsWith(`${group} › `) ? label.slice(group.length + 3) : label;
}

interface SideProps {
  label: string;
  head: string;
  /** What becomes of this side if the draft will have it. */
  result: string;
  /** Whether this is what the draft will have. */
  isStanding: boolean;
  text: string | undefined;
  other: string | undefined;
}

const longLines = 14;

function Side({ label, head, result, isStanding, text, other }: SideProps) {
  const isLong = text !== undefined && (text.length > 1_500 || text.split("\n").length > longLines);
  return (
    <div
      className={cn(
        "min-w-0 rounded-md border px-2.5 py-1.5",
        isStanding ? "border-accent-line bg-accent-soft" : "border-line bg-sunken",
      )}
    >
      <p className="text-faint text-xs">
        {head}
        {isStanding && <span className="font-medium text-accent-ink"> · {result}</span>}
      </p>
      <Box isLong={isLong} label={`${label}: ${head.toLowerCase()}`}>
        <Words text={text} other={other} />
      </Box>
    </div>
  );
}

function Box({ isLong, label, children }: { isLong: boolean; label: string; children: ReactNode }) {
  if (!isLong) return children;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling box of text, not a part of the page's outline.
    <div
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
      className="max-h-64 overflow-auto rounded-sm"
    >
      {children}
    </div>
  );
}

function Words({ text, other }: Pick<SideProps, "text" | "other">) {
  if (text === undefined) return <p className="text-muted text-sm italic">Not there</p>;
  if (text === "") return <p className="text-muted text-sm italic">Empty</p>;
  return <ChangedText before={other ?? text} after={text} />;
}
