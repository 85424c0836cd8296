"use client";

import { MessageSquare, MessageSquarePlus } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { anchorKey, anchorName } from "@/lib/review-anchor";
import type { ReviewAnchor, ReviewThread } from "@/lib/review-contract";
import { CommentComposer } from "./comment-composer";
import { ThreadView } from "./thread-view";
import { useAnchorSubject, useThreads, useThreadsAt } from "./threads-provider";
import { hasKeptText } from "./use-kept-text";

interface CommentableProps {
  anchor: ReviewAnchor;
  /** How the row and its button stand beside each other. */
  className?: string;
  /** Where the threads stand under it, such as beyond a gutter. */
  threadsClassName?: string;
  children: ReactNode;
}

/**
 * A place that comments can be about: what stands there, a button beside it, and its threads under it. The button shows
 * when the place is pointed at or has the focus, always where there is no pointer, and always where something was said.
 */
export function Commentable({ anchor, className, threadsClassName, children }: CommentableProps) {
  const place = useCommentPlace(anchor);
  return (
    <div className="group/place min-w-0">
      <div className={cn("flex min-w-0 items-start gap-2", className)}>
        <div className="min-w-0 flex-1">{children}</div>
        <CommentButton {...place} />
      </div>
      <ThreadsHere {...place} anchor={anchor} className={threadsClassName} />
    </div>
  );
}

export interface CommentPlaceState {
  /** The place in words. */
  name: string;
  threads: readonly ReviewThread[];
  isComposing: boolean;
  setIsComposing: (isComposing: boolean) => void;
  mayBegin: boolean;
  /** Gets the focus back when the box closes. */
  button: { current: HTMLButtonElement | null };
}

/** The threads of a place, and whether one is being begun. A page without comments has neither. */
export function useCommentPlace(anchor: ReviewAnchor): CommentPlaceState {
  const threads = useThreadsAt(anchor);
  const access = useThreads();
  const subject = useAnchorSubject();
  const button = useRef<HTMLButtonElement>(null);
  const [isComposing, setIsComposing] = useState(false);
  const textKey = beginKey(anchor);
  // A box with something in it is open again after a reload.
  useEffect(() => {
    if (hasKeptText(textKey)) setIsComposing(true);
  }, [textKey]);
  const mayBegin = access?.mayComment === true && access.mayBegin;
  return { name: anchorName(subject, anchor), threads, isComposing, setIsComposing, mayBegin, button };
}

const beginKey = (anchor: ReviewAnchor): string => `begin:${anchorKey(anchor)}`;

interface CommentButtonProps extends CommentPlaceState {
  className?: string;
}

/** Begins a comment on the place; with the number of those that are open. */
export function CommentButton({
  name,
  threads,
  mayBegin,
  isComposing,
  setIsComposing,
  button,
  className,
}: CommentButtonProps) {
  const open = threads.filter(({ status }) => status === "open").length;
  if (!mayBegin) {
    return open > 0 ? (
      <span className={cn("flex items-center gap-1 text-accent-ink text-xs", className)}>
        <MessageSquare aria-hidden="true" className="size-3.5" />
        <span aria-hidden="true">{open}</span>
        <span className="sr-only">{pluralize(open, "open comment")}</span>
      </span>
    ) : null;
  }
  return (
    <button
      ref={button}
      type="button"
      aria-expanded={isComposing}
      aria-label={open > 0 ? `Comment on ${name}, ${pluralize(open, "open thread")}` : `Comment on ${name}`}
      onClick={() => setIsComposing(!isComposing)}
      className={buttonClass({
        variant: "ghost",
        size: "sm",
        className: cn(
          "min-w-6 px-1! transition-opacity",
          open === 0 &&
            !isComposing &&
            "opacity-0 focus-visible:opacity-100 group-focus-within/place:opacity-100 group-hover/place:opacity-100 pointer-coarse:opacity-100",
          open > 0 && "text-accent-ink!",
          className,
        ),
      })}
    >
      {open > 0 ? <MessageSquare aria-hidden="true" /> : <MessageSquarePlus aria-hidden="true" />}
      {open > 0 && <span className="tabular-nums">{open}</span>}
    </button>
  );
}

interface ThreadsHereProps extends CommentPlaceState {
  anchor: ReviewAnchor;
  className?: string;
}

/** The threads of a place, and the box for a new one. */
export function ThreadsHere({
  anchor,
  name,
  threads,
  isComposing,
  setIsComposing,
  mayBegin,
  button,
  className,
}: ThreadsHereProps) {
  const access = useThreads();
  if (threads.length === 0 && !isComposing) return null;
  const key = anchorKey(anchor);
  function close() {
    setIsComposing(false);
    requestAnimationFrame(() => button.current?.focus());
  }
  return (
    <div className={cn("my-2 max-w-2xl space-y-2", className)}>
      {threads.map((thread) => (
        <ThreadView key={thread.id} thread={thread} isPlaceNamed={anchorKey(thread.anchor) !== key} />
      ))}
      {isComposing && mayBegin && access && (
        <div className="rounded-md border border-accent-line bg-raised p-3 font-sans">
          <CommentComposer
            textKey={beginKey(anchor)}
            label={`Comment on ${name}`}
            placeholder="What is to be said about this?"
            sendLabel="Comment"
            hasFocus
            onCancel={close}
            onSend={async (comment) => {
              await access.begin({ ...comment, anchor });
              close();
            }}
          />
        </div>
      )}
    </div>
  );
}
