"use client";

import { Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReviewComment } from "@/lib/review-contract";
import { CommentComposer } from "./comment-composer";
import { useThreads } from "./threads-provider";

interface CommentItemProps {
  threadId: string;
  comment: ReviewComment;
  /** The version on which the thread was begun: a comment on another one says so. */
  threadVersion: string;
}

/** One comment, as plain text. */
export function CommentItem({ threadId, comment, threadVersion }: CommentItemProps) {
  const [isEditing, setIsEditing] = useState(false);
  const isEditable = useIsBefore(comment.editableUntil);
  const threads = useThreads();
  const editButton = useRef<HTMLButtonElement>(null);
  function close() {
    setIsEditing(false);
    requestAnimationFrame(() => editButton.current?.focus());
  }
  return (
    <li className="flex gap-2.5">
      <Avatar name={comment.author} size="sm" className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="flex items-start gap-2">
          <About comment={comment} threadVersion={threadVersion} />
          {isEditable && threads?.mayComment && !isEditing && (
            <IconButton
              ref={editButton}
              size="sm"
              label="Edit your comment"
              className="-my-1"
              onClick={() => setIsEditing(true)}
            >
              <Pencil aria-hidden="true" />
            </IconButton>
          )}
        </div>
        {isEditing && threads ? (
          <CommentComposer
            textKey={`edit:${comment.id}`}
            label="Your comment"
            sendLabel="Save"
            initialText={comment.text}
            hasFocus
            onCancel={close}
            onSend={async ({ text }) => {
              await threads.edit(threadId, comment.id, text);
              close();
            }}
          />
        ) : (
          <p className="mt-0.5 whitespace-pre-wrap break-words text-ink text-sm">{comment.text}</p>
        )}
      </div>
    </li>
  );
}

/** Who said it, for which side, when, and on which version. */
function About({ comment, threadVersion }: Pick<CommentItemProps, "comment" | "threadVersion">) {
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5 text-xs">
      <span className="min-w-0 break-words font-medium text-ink">{comment.author}</span>
      <Badge tone={comment.side === "reviewer" ? "info" : "neutral"}>
        {comment.side === "reviewer" ? "Reviewer" : "Partner"}
      </Badge>
      <span className="text-faint">
        <RelativeTime at={comment.createdAt} />
        {comment.editedAt !== null && ", edited"}
        {comment.version !== threadVersion && `, on ${comment.version}`}
      </span>
    </div>
  );
}

/** Whether a moment is still to come; it is looked at again when it comes. */
function useIsBefore(until: string | null): boolean {
  const [isBefore, setIsBefore] = useState(until !== null);
  useEffect(() => {
    const left = until === null ? 0 : new Date(until).getTime() - Date.now();
    setIsBefore(left > 0);
    if (left <= 0) return;
    const timer = setTimeout(() => setIsBefore(false), left);
    return () => clearTimeout(timer);
  }, [until]);
  return isBefore;
}
