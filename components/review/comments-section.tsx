"use client";

import { MessageSquarePlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { wholeVersion } from "@/lib/review-contract";
import { ThreadsHere, useCommentPlace } from "./commentable";
import { ThreadList } from "./thread-list";
import { useThreads } from "./threads-provider";

/** All that was said about a version, and what is said about it as a whole. */
export function CommentsSection() {
  const threads = useThreads();
  const place = useCommentPlace(wholeVersion);
  return (
    <Card bodyClassName="space-y-4">
      <ThreadList isOfPlacesOnly onOpen={(thread) => threads?.show(thread)} />
      <div className="empty:hidden">
        <ThreadsHere {...place} anchor={wholeVersion} className="my-0 mb-3" />
        {place.mayBegin && !place.isComposing && (
          <Button
            ref={place.button}
            size="sm"
            icon={<MessageSquarePlus aria-hidden="true" />}
            onClick={() => place.setIsComposing(true)}
          >
            Comment on the version as a whole
          </Button>
        )}
      </div>
    </Card>
  );
}
