"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Toaster } from "@/components/ui/toast";
import type { CommentPlace } from "@/lib/client/review-api";
import type { FrozenConnectionInfo } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { ReviewThread } from "@/lib/review-contract";
import { ThreadsProvider } from "./threads-provider";

interface VersionProviderProps {
  /** From where it is looked at. Reviewers begin comments here; partners answer them, and begin theirs in the builder. */
  place: CommentPlace;
  definition: DestinationDefinition;
  connectionInfo: FrozenConnectionInfo;
  mayComment: boolean;
  initialThreads: ReviewThread[];
  children: ReactNode;
}

/** What the parts of a page about a frozen version share: the comments, anchored to what was frozen. */
export function VersionProvider({ definition, connectionInfo, ...props }: VersionProviderProps) {
  const [queries] = useState(() => new QueryClient());
  const subject = useMemo(() => ({ definition, connectionInfo }), [definition, connectionInfo]);
  return (
    <QueryClientProvider client={queries}>
      <ThreadsProvider {...props} subject={subject} mayBegin={props.place.side === "reviewer"} />
      <Toaster />
    </QueryClientProvider>
  );
}
