"use client";

import { MessageSquare } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { ThreadView } from "@/components/review/thread-view";
import { useAllThreads, useShownThread, useThreadsAtKey } from "@/components/review/threads-provider";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { DocumentPath } from "@/lib/destination/finding";
import { anchorAt, anchorKey, isAnchorWithin } from "@/lib/review-anchor";
import type { ReviewAnchor, ReviewThread } from "@/lib/review-contract";
import { useDefinition } from "./draft-pieces";

interface FieldComments {
  /** Says how many there are, and opens them. Absent where nothing was said. */
  marker: ReactNode;
  threads: ReactNode;
}

const none: FieldComments = { marker: null, threads: null };

/** What reviewers and partners said about a place, beside the form that edits it. */
export function useFieldComments(path: DocumentPath): FieldComments {
  const hasAny = useAllThreads().length > 0;
  const key = useDefinition((definition) => (hasAny ? anchorKey(anchorAt(definition, path)) : undefined));
  const threads = useThreadsAtKey(key);
  const [isOpen, setIsOpen] = useState(false);
  const shown = useShownThread();
  const isAsked = shown !== undefined && threads.some(({ id }) => id === shown.threadId);
  useEffect(() => {
    if (isAsked && shown) setIsOpen(true);
  }, [isAsked, shown]);
  if (threads.length === 0) return none;
  return {
    marker: <Marker threads={threads} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />,
    threads: isOpen && <Threads threads={threads} anchor={key} />,
  };
}

function Marker({
  threads,
  isOpen,
  onToggle,
}: {
  threads: readonly ReviewThread[];
  isOpen: boolean;
  onToggle: () => void;
}) {
  const open = threads.filter(({ status }) => status === "open").length;
  const words = open > 0 ? pluralize(open, "open comment") : pluralize(threads.length, "resolved comment");
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={words}
      onClick={onToggle}
      className={buttonClass({
        variant: "ghost",
        size: "sm",
        className: cn(
          "-my-1 h-6! min-w-6 gap-1! px-1.5!",
          open > 0 ? "bg-accent-soft! text-accent-ink!" : "text-faint!",
        ),
      })}
    >
      <MessageSquare aria-hidden="true" />
      <span className="tabular-nums">{open > 0 ? open : threads.length}</span>
    </button>
  );
}

function Threads({ threads, anchor }: { threads: readonly ReviewThread[]; anchor: string | undefined }) {
  return (
    <div className="mt-2 space-y-2">
      {threads.map((thread) => (
        <ThreadView key={thread.id} thread={thread} isPlaceNamed={anchorKey(thread.anchor) !== anchor} />
      ))}
    </div>
  );
}

/** The comments on a part, at the beginning of what it consists of. */
export function PartComments({ path }: { path: DocumentPath }) {
  const { marker, threads } = useFieldComments(path);
  if (!marker) return null;
  return (
    <div>
      {marker}
      {threads}
    </div>
  );
}

/** How many comments are open on a part and in it, for the line that stands for it while it is folded. */
export function OpenCommentCount({ path }: { path: DocumentPath }) {
  const threads = useAllThreads();
  const hasAny = threads.length > 0;
  const steps = useDefinition((definition) => (hasAny ? stepsText(definition, path) : ""));
  if (steps === "") return null;
  const open = threads.filter((thread) => thread.status === "open" && isInside(thread.anchor, steps)).length;
  if (open === 0) return null;
  return (
    <Badge tone="accent" icon={<MessageSquare aria-hidden="true" />}>
      {open}
      <span className="sr-only"> open {open === 1 ? "comment" : "comments"}</span>
    </Badge>
  );
}

/** One text, so that it is compared by what it says. */
function stepsText(definition: DestinationDefinition, path: DocumentPath): string {
  return JSON.stringify(anchorAt(definition, path).steps);
}

function isInside(anchor: ReviewAnchor, steps: string): boolean {
  const around: unknown = JSON.parse(steps);
  return Array.isArray(around) && isAnchorWithin(anchor, around.map(String));
}
