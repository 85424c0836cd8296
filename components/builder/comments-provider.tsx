"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { ThreadsProvider } from "@/components/review/threads-provider";
import { versionsQuery } from "@/lib/client/versions-api";
import { type Actor, can } from "@/lib/policy";
import { useDefinition } from "./draft-pieces";

interface CommentsProviderProps {
  actor: Actor;
  destinationId: string;
  children: ReactNode;
}

/** The comments of the review, for the forms that they are about. They begin with the first version that is submitted. */
export function CommentsProvider({ actor, destinationId, children }: CommentsProviderProps) {
  const definition = useDefinition((present) => present);
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  const place = useMemo(() => ({ side: "partner", destinationId }) as const, [destinationId]);
  const subject = useMemo(() => ({ definition }), [definition]);
  return (
    <ThreadsProvider
      place={place}
      subject={subject}
      mayComment={can(actor, "destination.comment")}
      mayBegin={versions.some(({ audience }) => audience === "catalog")}
    >
      {children}
    </ThreadsProvider>
  );
}
