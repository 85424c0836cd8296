"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useBuilderRequest } from "@/components/builder/builder-events";
import { useRevealAll } from "@/components/builder/draft-pieces";
import { useDraft } from "@/components/builder/draft-provider";
import type { Blocker } from "@/components/test-bench/blockers";
import type { TestRuns } from "@/components/test-bench/use-test-runs";
import { toast } from "@/components/ui/toast";
import { versionsQuery } from "@/lib/client/versions-api";
import type { VersionContent } from "@/lib/destination/version-change";
import { type Actor, can } from "@/lib/policy";
import type { Purpose } from "./use-checklist";

// Fetched when somebody opens it.
const SubmitDialog = dynamic(() => import("./submit-dialog").then((module) => module.SubmitDialog));

interface SubmissionHostProps {
  actor: Actor;
  displayName: string;
  connectionInfoHref: string;
  listing: VersionContent["connectionInfo"];
  runs: TestRuns;
  onOpenPlace: (blocker: Blocker) => void;
  /** Tells whether the checklist stands over the page, so that nothing behind it takes the focus. */
  onOpenChange: (isOpen: boolean) => void;
}

/** Opens the checklist where it is asked for. It is part of the test bench: its tests are made right there. */
export function SubmissionHost({ actor, onOpenChange, ...props }: SubmissionHostProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isWanted, setIsWanted] = useState(false);
  const [purpose, setPurpose] = useState<Purpose>("review");
  const revealAll = useRevealAll();
  const inReview = useInReview();
  const change = (next: boolean) => {
    setIsOpen(next);
    onOpenChange(next);
  };
  useBuilderRequest("show-submit", (detail) => {
    if (!can(actor, "destination.submit")) {
      toast.info("Not submitted", { description: `Only an owner of ${actor.organizationName} may submit or release.` });
      return;
    }
    revealAll();
    setPurpose(detail?.purpose ?? "review");
    setIsWanted(true);
    change(true);
  });
  if (!isWanted) return null;
  return (
    <SubmitDialog
      {...props}
      actor={actor}
      isOpen={isOpen}
      onOpenChange={change}
      purpose={purpose}
      onPurposeChange={setPurpose}
      reviewRefusal={
        inReview ? `Version ${inReview} is in review already. Wait for the decision, or withdraw it.` : undefined
      }
    />
  );
}

/** The number of the version that is in review. */
function useInReview(): string | undefined {
  const { destinationId } = useDraft();
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  return versions.find(({ status }) => status === "in_review")?.number;
}
