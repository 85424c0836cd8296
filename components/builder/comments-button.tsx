"use client";

import { MessageSquare, MessageSquarePlus } from "lucide-react";
import { useState } from "react";
import { ThreadsHere, useCommentPlace } from "@/components/review/commentable";
import { ThreadList } from "@/components/review/thread-list";
import { useAllThreads, useThreads } from "@/components/review/threads-provider";
import { Button } from "@/components/ui/button";
import { pluralize } from "@/components/ui/format-number";
import { Sheet } from "@/components/ui/sheet";
import { Tooltip } from "@/components/ui/tooltip";
import { type ReviewThread, wholeVersion } from "@/lib/review-contract";

/** How many comments of the review are open, and the way to them all. Nothing, until there was something to review. */
export function CommentsButton() {
  const threads = useThreads();
  const all = useAllThreads();
  const [isOpen, setIsOpen] = useState(false);
  if (!threads || (!threads.mayBegin && all.length === 0)) return null;
  const open = all.filter(({ status }) => status === "open").length;
  const label = open === 0 ? "Comments" : pluralize(open, "open comment");
  function goTo(thread: ReviewThread) {
    setIsOpen(false);
    threads?.show(thread);
  }
  return (
    <>
      <Tooltip content={label} side="bottom">
        <Button
          aria-haspopup="dialog"
          aria-label={label}
          icon={<MessageSquare aria-hidden="true" className={open > 0 ? "text-accent-ink" : ""} />}
          onClick={() => setIsOpen(true)}
          className="px-2!"
        >
          {open > 0 && <span className="tabular-nums">{open}</span>}
        </Button>
      </Tooltip>
      <Sheet
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Comments"
        description="What reviewers and your organization said about your submissions. Open ones go on with the next version."
      >
        <ThreadList onOpen={goTo} />
      </Sheet>
    </>
  );
}

/** What was said about the version as a whole, or about what this page doesn't edit; and the way to say something. */
export function WholeVersionComments() {
  const place = useCommentPlace(wholeVersion);
  if (place.threads.length === 0 && !place.mayBegin) return null;
  return (
    <div className="empty:hidden">
      <ThreadsHere {...place} anchor={wholeVersion} className="my-0 mb-2 max-w-none" />
      {place.mayBegin && !place.isComposing && (
        <Button
          ref={place.button}
          size="sm"
          variant="ghost"
          icon={<MessageSquarePlus aria-hidden="true" />}
          onClick={() => place.setIsComposing(true)}
        >
          Comment for the reviewers
        </Button>
      )}
    </div>
  );
}
