"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useBuilderRequest } from "@/components/builder/builder-events";
import { useDraft } from "@/components/builder/draft-provider";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { Tooltip } from "@/components/ui/tooltip";
import { versionsQuery } from "@/lib/client/versions-api";
import type { Actor } from "@/lib/policy";
import { speakingVersion } from "./version-standing";

// Fetched when somebody opens it.
const VersionsSheet = dynamic(() => import("./versions-sheet").then((module) => module.VersionsSheet));

/** How the destination stands, and the way to all of its versions. */
export function VersionsButton({ actor, displayName }: { actor: Actor; displayName: string }) {
  const { destinationId } = useDraft();
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  const [isOpen, setIsOpen] = useState(false);
  const [isWanted, setIsWanted] = useState(false);
  const [restoredId, setRestoredId] = useState<string>();
  const show = () => {
    setIsWanted(true);
    setIsOpen(true);
  };
  useBuilderRequest("show-versions", show);
  useEffect(() => {
    const id = takeFromAddress("restore");
    if (id === undefined) return;
    setRestoredId(id);
    setIsWanted(true);
  }, []);
  const shown = speakingVersion(versions);
  return (
    <>
      <Tooltip content="Versions" side="bottom">
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={show}
          className="flex min-h-6 shrink-0 items-center gap-2 rounded-sm hover:underline"
        >
          <VersionStatusBadge status={shown?.status ?? "draft"} />
          {shown && <span className="font-mono text-faint text-xs max-sm:sr-only">{shown.number}</span>}
          <span className="sr-only">: show the versions</span>
        </button>
      </Tooltip>
      {isWanted && (
        <VersionsSheet
          actor={actor}
          displayName={displayName}
          versions={versions}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          restoredId={restoredId}
        />
      )}
    </>
  );
}

/** A parameter that asks for something once: a reload doesn't ask again. */
function takeFromAddress(name: string): string | undefined {
  const address = new URL(window.location.href);
  const value = address.searchParams.get(name);
  if (value === null) return undefined;
  address.searchParams.delete(name);
  window.history.replaceState(window.history.state, "", address);
  return value;
}
