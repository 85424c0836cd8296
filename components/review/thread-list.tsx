"use client";

import { ArrowRight, Check, MessageSquare } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import { anchorName, anchorState } from "@/lib/review-anchor";
import type { ReviewThread } from "@/lib/review-contract";
import { useAllThreads, useAnchorSubject } from "./threads-provider";

interface ThreadListProps {
  /** Goes to where the thread is. */
  onOpen: (thread: ReviewThread) => void;
  /** Without those on the version as a whole, where they stand beside the list anyway. */
  isOfPlacesOnly?: boolean;
}

type Shown = "open" | "resolved";

/** All that was said, a line each, with the way to it. What is open comes first. */
export function ThreadList({ onOpen, isOfPlacesOnly = false }: ThreadListProps) {
  const threads = useAllThreads().filter(({ anchor }) => !isOfPlacesOnly || anchor.steps.length > 0);
  const [shown, setShown] = useState<Shown>("open");
  const of = (status: Shown) => threads.filter((thread) => thread.status === status);
  const open = of("open");
  const resolved = of("resolved");
  const listed = shown === "open" ? open : resolved;
  if (threads.length === 0)
    return (
      <p className="text-muted text-sm">{isOfPlacesOnly ? "No place was commented on." : "Nothing was said yet."}</p>
    );
  return (
    <div className="space-y-3">
      <ButtonGroup
        size="sm"
        aria-label="Which comments"
        value={shown}
        onValueChange={(value) => setShown(value === "resolved" ? "resolved" : "open")}
        options={[
          { value: "open", label: `Open ${open.length}` },
          { value: "resolved", label: `Resolved ${resolved.length}` },
        ]}
      />
      {listed.length === 0 ? (
        <p className="text-muted text-sm">{shown === "open" ? "Nothing is open." : "Nothing was resolved yet."}</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {listed.map((thread) => (
            <li key={thread.id}>
              <Line thread={thread} onOpen={() => onOpen(thread)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Line({ thread, onOpen }: { thread: ReviewThread; onOpen: () => void }) {
  const subject = useAnchorSubject();
  const [first] = thread.comments;
  const answers = thread.comments.length - 1;
  const isOpen = thread.status === "open";
  const name = anchorName(subject, thread.anchor);
  const state = anchorState(subject, thread.anchor, thread.quote).kind;
  return (
    <div className="flex min-w-0 items-start gap-3 px-3 py-2.5">
      <span className={cn("mt-0.5 shrink-0 [&_svg]:size-4", isOpen ? "text-accent-ink" : "text-success-ink")}>
        {isOpen ? <MessageSquare aria-hidden="true" /> : <Check aria-hidden="true" />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium text-ink text-sm">{name}</p>
        <p className="line-clamp-2 break-words text-muted text-sm">{first?.text}</p>
        <p className="mt-0.5 text-faint text-xs">
          {first?.author}, <RelativeTime at={thread.createdAt} />, on {thread.version.number}
          {answers > 0 && ` · ${pluralize(answers, "answer")}`}
          {state === "gone" && " · this place is gone"}
          {state === "changed" && " · changed since"}
        </p>
      </div>
      <Button size="sm" variant="ghost" onClick={onOpen}>
        <span>
          Go there<span className="sr-only"> to the comments on {name}</span>
        </span>
        <ArrowRight aria-hidden="true" className="rtl:rotate-180" />
      </Button>
    </div>
  );
}
