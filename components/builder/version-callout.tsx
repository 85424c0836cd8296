"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { AnswerDue, Quote } from "@/components/versions/version-entry";
import { speakingVersion, standingOf } from "@/components/versions/version-standing";
import { WithdrawDialog } from "@/components/versions/withdraw-dialog";
import { versionsQuery } from "@/lib/client/versions-api";
import { nextStatus } from "@/lib/destination/lifecycle";
import { type Actor, can } from "@/lib/policy";
import type { VersionSummary } from "@/lib/submission-contract";
import { requestBuilder } from "./builder-events";

/** How the newest submission stands: what happened, what the reviewer said, and what to do next. */
export function VersionCallout({ actor, destinationId }: { actor: Actor; destinationId: string }) {
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  const version = speakingVersion(versions);
  if (!version) return null;
  const { tone, title, next, by, at, quote } = standingOf(version, version === versions[0]);
  return (
    <Callout
      tone={tone}
      title={title}
      actions={<WaysOn actor={actor} destinationId={destinationId} version={version} />}
    >
      <Quote>{quote}</Quote>
      <p className="text-sm">
        <span className="text-muted">
          {by && `${by}, `}
          <RelativeTime at={at} />.
        </span>{" "}
        {next}
        {version.dueAt && (
          <>
            {" "}
            <AnswerDue at={version.dueAt} />
          </>
        )}
      </p>
    </Callout>
  );
}

/** What may be done from here. */
function WaysOn({ actor, destinationId, version }: { actor: Actor; destinationId: string; version: VersionSummary }) {
  const queries = useQueryClient();
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  function changeWithdrawing(isOpen: boolean) {
    setIsWithdrawing(isOpen);
    if (!isOpen) void queries.invalidateQueries({ queryKey: versionsQuery(destinationId).queryKey });
  }
  const { id, status } = version;
  const mayWithdraw = can(actor, "destination.withdraw") && nextStatus(status, "withdraw") !== undefined;
  return (
    <>
      {status === "approved" && (
        <ButtonLink size="sm" href={`/catalog/${destinationId}`}>
          Open in the catalog
        </ButtonLink>
      )}
      {status !== "approved" && (
        <ButtonLink size="sm" href={`/destinations/${destinationId}/versions/${id}`}>
          Open version {version.number}
        </ButtonLink>
      )}
      {mayWithdraw && (
        <Button size="sm" onClick={() => setIsWithdrawing(true)}>
          Withdraw
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={() => void requestBuilder("show-versions")}>
        All versions
      </Button>
      {mayWithdraw && <WithdrawDialog version={version} isOpen={isWithdrawing} onOpenChange={changeWithdrawing} />}
    </>
  );
}
