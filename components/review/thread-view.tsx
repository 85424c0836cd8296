"use client";

import { Check, MessageSquare, RotateCcw } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import { messageOf } from "@/lib/client/api";
import { anchorName, anchorState } from "@/lib/review-anchor";
import type { ReviewThread } from "@/lib/review-contract";
import { CommentComposer } from "./comment-composer";
import { CommentItem } from "./comment-item";
import { useAnchorSubject, useShownThread, useThreads } from "./threads-provider";
import { hasKeptText } from "./use-kept-text";

interface ThreadViewProps {
  thread: ReviewThread;
  /** Whether the place is named: beside the very place it is plain to see. */
  isPlaceNamed: boolean;
  /** A way to the place. */
  actions?: ReactNode;
}

/** A thread: what was said about a place, the way to answer, and whether it is settled. */
export function ThreadView({ thread, isPlaceNamed, actions }: ThreadViewProps) {
  const subject = useAnchorSubject();
  const box = useRef<HTMLElement>(null);
  const { isOpen, setIsOpen } = useOpening(thread, box);
  const name = anchorName(subject, thread.anchor);
  return (
    <section
      ref={box}
      id={`thread-${thread.id}`}
      tabIndex={-1}
      aria-label={`Comments on ${name}`}
      className={cn(
        "min-w-0 scroll-mt-24 rounded-md border bg-raised text-start font-sans outline-offset-2",
        thread.status === "open" ? "border-accent-line" : "border-line",
      )}
    >
      <ThreadHead
        thread={thread}
        name={isPlaceNamed ? name : undefined}
        actions={actions}
        isOpen={isOpen}
        onToggle={() => setIsOpen(!isOpen)}
      />
      {isOpen && (
        <div className="space-y-3 px-3 pb-3">
          <Since thread={thread} />
          <ul className="space-y-3">
            {thread.comments.map((comment) => (
              <CommentItem
                key={comment.id}
                threadId={thread.id}
                comment={comment}
                threadVersion={thread.version.number}
              />
            ))}
          </ul>
          <Answer thread={thread} name={name} />
        </div>
      )}
    </section>
  );
}

/** An open thread shows what was said; a resolved one when somebody wants to see it. */
function useOpening({ id, status }: ReviewThread, box: { current: HTMLElement | null }) {
  const [isOpen, setIsOpen] = useState(status === "open");
  const shown = useShownThread();
  const isAsked = shown?.threadId === id;
  const times = shown?.times;
  useEffect(() => {
    if (!isAsked || times === undefined) return;
    setIsOpen(true);
    // After whatever folds has opened around it.
    const wait = setTimeout(() => {
      box.current?.scrollIntoView({ block: "center" });
      box.current?.focus({ preventScroll: true });
    }, 30);
    return () => clearTimeout(wait);
  }, [isAsked, times, box]);
  return { isOpen, setIsOpen };
}

interface ThreadHeadProps {
  thread: ReviewThread;
  name: string | undefined;
  actions: ReactNode;
  isOpen: boolean;
  onToggle: () => void;
}

function ThreadHead({ thread, name, actions, isOpen, onToggle }: ThreadHeadProps) {
  const { status, comments, resolvedBy, resolvedAt } = thread;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2">
      {status === "resolved" ? (
        <Badge tone="success" icon={<Check aria-hidden="true" />}>
          Resolved
        </Badge>
      ) : (
        <Badge tone="accent" icon={<MessageSquare aria-hidden="true" />}>
          Open
        </Badge>
      )}
      {name && <span className="min-w-0 break-words font-medium text-ink text-sm">{name}</span>}
      <span className="text-faint text-xs">
        {status === "resolved" && resolvedAt !== null ? (
          <>
            {resolvedBy}, <RelativeTime at={resolvedAt} />
          </>
        ) : (
          `Begun on ${thread.version.number}`
        )}
      </span>
      <span className="ms-auto flex items-center gap-1">
        {actions}
        {status === "resolved" && (
          <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={onToggle}>
            {isOpen ? "Hide" : pluralize(comments.length, "comment")}
          </Button>
        )}
      </span>
    </div>
  );
}

/** What has become of the place since the thread was begun. */
function Since({ thread: { anchor, quote } }: { thread: ReviewThread }) {
  const state = anchorState(useAnchorSubject(), anchor, quote);
  if (state.kind === "same") return null;
  return (
    <div className="rounded-sm bg-sunken px-2.5 py-1.5 text-xs">
      <p className="font-medium text-muted">
        {state.kind === "gone" ? "This place is gone. What stood there:" : "Changed since. What stood there:"}
      </p>
      {quote.trim() === "" ? (
        <p className="text-faint">Nothing.</p>
      ) : (
        <p className="mt-0.5 line-clamp-6 whitespace-pre-wrap break-all font-mono text-muted">{quote}</p>
      )}
    </div>
  );
}

/** The ways to answer, and to settle the matter. */
function Answer({ thread, name }: { thread: ReviewThread; name: string }) {
  const threads = useThreads();
  const textKey = `reply:${thread.id}`;
  const [isAnswering, setIsAnswering] = useState(false);
  const [wasAnswering, setWasAnswering] = useState(false);
  // Read after the first paint: the server knows nothing of it.
  useEffect(() => setIsAnswering(hasKeptText(textKey)), [textKey]);
  if (!threads?.mayComment) return null;
  if (!isAnswering) {
    return <AnswerButtons thread={thread} hasFocus={wasAnswering} onAnswer={() => setIsAnswering(true)} />;
  }
  const close = () => {
    setIsAnswering(false);
    setWasAnswering(true);
  };
  const { reply } = threads;
  const isOpen = thread.status === "open";
  const send = (resolve: boolean) => async (comment: { id: string; text: string }) => {
    await reply(thread.id, { ...comment, resolve });
    close();
  };
  return (
    <CommentComposer
      textKey={textKey}
      label={`Answer about ${name}`}
      placeholder={isOpen ? "Answer" : "An answer opens the thread again"}
      sendLabel="Answer"
      hasFocus
      onSend={send(false)}
      {...(isOpen && { other: { label: "Answer and resolve", onSend: send(true) } })}
      onCancel={close}
    />
  );
}

interface AnswerButtonsProps {
  thread: ReviewThread;
  /** The box that had the focus has just closed. */
  hasFocus: boolean;
  onAnswer: () => void;
}

function AnswerButtons({ thread, hasFocus, onAnswer }: AnswerButtonsProps) {
  const threads = useThreads();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (hasFocus) button.current?.focus();
  }, [hasFocus]);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const isOpen = thread.status === "open";

  async function turn() {
    setIsBusy(true);
    setProblem("");
    try {
      await threads?.setStatus(thread.id, isOpen ? "resolved" : "open");
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button ref={button} size="sm" onClick={onAnswer}>
        Answer
      </Button>
      <Button
        size="sm"
        variant="ghost"
        isLoading={isBusy}
        icon={isOpen ? <Check aria-hidden="true" /> : <RotateCcw aria-hidden="true" />}
        onClick={() => void turn()}
      >
        {isOpen ? "Resolve" : "Open again"}
      </Button>
      {problem && (
        <p role="alert" className="basis-full break-words text-danger-ink text-xs">
          {problem}
        </p>
      )}
    </div>
  );
}
