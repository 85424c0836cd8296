"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { ThreadsProvider } from "@/components/review/threads-provider";
import { Toaster } from "@/components/ui/toast";
import type { FrozenConnectionInfo } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import type { ReviewThread } from "@/lib/review-contract";

interface FrozenVersionProps {
  destinationId: string;
  definition: DestinationDefinition;
  connectionInfo: FrozenConnectionInfo;
  initialThreads: ReviewThread[];
  children: ReactNode;
}

/** What the parts of a partner's page of a version share: the comments, anchored to what was frozen. */
export function FrozenVersion({ destinationId, definition, connectionInfo, ...props }: FrozenVersionProps) {
  const [queries] = useState(() => new QueryClient());
  const place = useMemo(() => ({ side: "partner", destinationId }) as const, [destinationId]);
  const subject = useMemo(() => ({ definition, connectionInfo }), [definition, connectionInfo]);
  return (
    <QueryClientProvider client={queries}>
      <ThreadsProvider {...props} place={place} subject={subject} mayComment mayBegin={false} />
      <Toaster />
    </QueryClientProvider>
  );
}
