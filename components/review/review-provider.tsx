"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Toaster } from "@/components/ui/toast";
import type { FrozenConnectionInfo } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { ReviewThread } from "@/lib/review-contract";
import { ThreadsProvider } from "./threads-provider";

interface ReviewProviderProps {
  versionId: string;
  definition: DestinationDefinition;
  connectionInfo: FrozenConnectionInfo;
  mayComment: boolean;
  initialThreads: ReviewThread[];
  children: ReactNode;
}

/** What the parts of the review page share: the comments on this version, and what was loaded. */
export function ReviewProvider({ versionId, definition, connectionInfo, children, ...props }: ReviewProviderProps) {
  const [queries] = useState(() => new QueryClient());
  const place = useMemo(() => ({ side: "reviewer", versionId }) as const, [versionId]);
  const subject = useMemo(() => ({ definition, connectionInfo }), [definition, connectionInfo]);
  return (
    <QueryClientProvider client={queries}>
      <ThreadsProvider {...props} place={place} subject={subject} mayBegin>
        {children}
      </ThreadsProvider>
      <Toaster />
    </QueryClientProvider>
  );
}
