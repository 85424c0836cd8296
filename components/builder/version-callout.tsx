"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { api, type VersionSummary } from "@/lib/client/api";
import { versionsQuery } from "@/lib/client/queries";
import { type Actor, can } from "@/lib/policy";

/** How the newest submission stands, with what the reviewer said. */
export function VersionCallout({ actor, destinationId }: { actor: Actor; destinationId: string }) {
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  const newest = versions[0];
  if (!newest) return null;
  switch (newest.status) {
    case "in_review":
      return <InReview actor={actor} destinationId={destinationId} version={newest} />;
    case "changes_requested":
      return (
        <Decided version={newest} tone="warning" title={`The reviewer asks for changes to version ${newest.number}`}>
          Make them here, then submit again.
        </Decided>
      );
    case "rejected":
      return (
        <Decided version={newest} tone="danger" title={`Version ${newest.number} was rejected`}>
          You may edit the destination and submit it again.
        </Decided>
      );
    case "approved":
      return (
        <Callout
          tone="success"
          title={`Version ${newest.number} is in the catalog`}
          actions={
            <ButtonLink size="sm" href={`/catalog/${destinationId}`}>
              Open in the catalog
            </ButtonLink>
          }
        >
          What you edit here changes nothing for customers until a new version is approved.
        </Callout>
      );
    default:
      return null;
  }
}

interface DecidedProps {
  version: VersionSummary;
  tone: "warning" | "danger";
  title: string;
  children: string;
}

function Decided({ version, tone, title, children }: DecidedProps) {
  return (
    <Callout tone={tone} title={title}>
      {version.decisionNote && (
        <blockquote className="my-1 whitespace-pre-line border-line-strong border-s-2 ps-3">
          {version.decisionNote}
        </blockquote>
      )}
      <p className="text-muted text-xs">
        {version.decidedAt && (
          <>
            Decided <RelativeTime at={version.decidedAt} />.{" "}
          </>
        )}
        {children}
      </p>
    </Callout>
  );
}

function InReview({ actor, destinationId, version }: { actor: Actor; destinationId: string; version: VersionSummary }) {
  const [isAsking, setIsAsking] = useState(false);
  const queries = useQueryClient();
  async function withdraw() {
    await api.withdrawVersion(version.id);
    await queries.invalidateQueries({ queryKey: versionsQuery(destinationId).queryKey });
    toast.success(`Withdrew version ${version.number}`);
  }
  return (
    <Callout
      tone="info"
      title={`Version ${version.number} is in review`}
      actions={
        can(actor, "destination.withdraw") && (
          <Button size="sm" onClick={() => setIsAsking(true)}>
            Withdraw
          </Button>
        )
      }
    >
      Submitted <RelativeTime at={version.submittedAt} />. What is reviewed stays as it was; you may go on editing this
      draft.
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        tone="primary"
        title={`Withdraw version ${version.number}?`}
        description="The reviewers stop looking at it. The draft stays as it is, and you can submit it again."
        confirmLabel="Withdraw"
        onConfirm={withdraw}
      />
    </Callout>
  );
}
