"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo } from "react";
import { ThreadsProvider } from "@/components/review/threads-provider";
import { versionsQuery } from "@/lib/client/versions-api";
import { type Actor, can } from "@/lib/policy";
import { placeOfAnchor } from "@/lib/review-anchor";
import type { ReviewAnchor } from "@/lib/review-contract";
import { useDefinition, useReadDefinition } from "./draft-pieces";
import { focusField, openPlace } from "./focus-field";

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
  const readDefinition = useReadDefinition();
  const reveal = useCallback(
    (anchor: ReviewAnchor) => {
      const path = placeOfAnchor({ definition: readDefinition() }, anchor);
      // Either way the configuration comes to the front on a narrow screen.
      if (path) focusField(path);
      else openPlace([]);
    },
    [readDefinition],
  );
  return (
    <ThreadsProvider
      place={place}
      reveal={reveal}
      subject={subject}
      mayComment={can(actor, "destination.comment")}
      mayBegin={versions.some(({ audience }) => audience === "catalog")}
    >
      {children}
    </ThreadsProvider>
  );
}
