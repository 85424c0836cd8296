"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { pluralize } from "@/components/ui/format-number";
import { formatDay } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { vaultQuery, versionsApi, versionsQuery } from "@/lib/client/versions-api";
import type { VaultUse } from "@/lib/review-vault-contract";
import type { VersionSummary } from "@/lib/submission-contract";

interface LentAccountFactsProps {
  destinationId: string;
  version: VersionSummary;
  mayTakeBack: boolean;
}

const words: Record<VaultUse["action"], string> = {
  stored: "Lent",
  replaced: "Replaced",
  used: "Used",
  ended: "Deleted",
};

/** The test account that reviewers may use: until when, and each use of it. */
export function LentAccountFacts({ destinationId, version, mayTakeBack }: LentAccountFactsProps) {
  const queries = useQueryClient();
  const { data } = useQuery({ ...vaultQuery(version.id), enabled: version.vault !== null });
  const [isAsking, setIsAsking] = useState(false);
  if (!version.vault) return null;
  const used = data?.uses.filter(({ action }) => action === "used").length ?? 0;
  async function takeBack() {
    await versionsApi.takeAccountBack(version.id);
    toast.success("The test account is deleted");
    await queries.invalidateQueries({ queryKey: vaultQuery(version.id).queryKey });
    await queries.invalidateQueries({ queryKey: versionsQuery(destinationId).queryKey });
  }
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
      <div className="flex items-start justify-between gap-3">
        <p className="flex min-w-0 gap-2">
          <KeyRound aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-faint" />
          <span>
            Test account for the reviewers, until {formatDay(new Date(version.vault.expiresAt))}.{" "}
            <span className="text-muted">
              {data && (used === 0 ? "Not used yet." : `Used ${pluralize(used, "time")}.`)}
            </span>
          </span>
        </p>
        {mayTakeBack && (
          <button type="button" className="link shrink-0" onClick={() => setIsAsking(true)}>
            Take it back
          </button>
        )}
      </div>
      {data && data.uses.length > 0 && (
        <ol aria-label="What happened to the test account" className="mt-1.5 space-y-0.5 ps-6 text-muted text-xs">
          {data.uses.map(({ action, at, by, purpose }) => (
            <li key={`${at}${action}`} className="break-words">
              {words[action]} by {by} <RelativeTime at={at} />
              {purpose && `: ${purpose}`}
            </li>
          ))}
        </ol>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Take the test account back?"
        description="It is deleted at once, and reviewers can't make calls with it any more. You can lend another one with the next submission."
        confirmLabel="Take it back"
        onConfirm={takeBack}
      />
    </div>
  );
}
