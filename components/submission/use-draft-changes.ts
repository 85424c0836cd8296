"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { frozenVersionQuery, versionsQuery } from "@/lib/client/versions-api";
import type { VersionChange, VersionContent } from "@/lib/destination/version-change";
import { diffVersions } from "@/lib/destination/version-diff";

export interface DraftChanges {
  /** Of the version that customers have now. */
  number: string;
  changes: readonly VersionChange[];
  before: VersionContent;
  after: VersionContent;
}

/**
 * What the draft changes for those who have the approved version; undefined while nothing is approved, or not read yet.
 * Compared only while somebody looks at it: typing into the draft doesn't wait for that.
 */
export function useDraftChanges(listing: VersionContent["connectionInfo"], isShown: boolean): DraftChanges | undefined {
  const { definition, destinationId } = useDraft();
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  const approved = versions.find(({ status }) => status === "approved");
  const { data: frozen } = useQuery({ ...frozenVersionQuery(approved?.id ?? ""), enabled: approved !== undefined });
  return useMemo(() => {
    if (!frozen || !isShown) return undefined;
    const before = { definition: frozen.definition, connectionInfo: frozen.connectionInfo };
    const after = { definition, connectionInfo: listing };
    return { number: frozen.number, changes: diffVersions(before, after), before, after };
  }, [frozen, isShown, definition, listing]);
}
