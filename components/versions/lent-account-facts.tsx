"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { pluralize } from "@/components/ui/format-number";
import { formatDay } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { vaultQuery, versionsApi } from "@/lib/client/versions-api";
import type { VaultUse } from "@/lib/review-vault-contract";
import type { VersionSummary } from "@/lib/submission-contract";

// Fetched when somebody opens it.
const LendAccountDialog = dynamic(() => import("./lend-account-dialog").then((module) => module.LendAccountDialog));

interface LentAccountFactsProps {
  version: Pick<VersionSummary, "id" | "number" | "status" | "vault">;
  /** Whether the reader may lend, replace and take back. */
  mayLend: boolean;
  /** Something was done, or somebody else was first: what the page knows of the version is to be read anew. */
  onChanged: () => void;
}

const words: Record<VaultUse["action"], string> = {
  stored: "Lent",
  replaced: "Replaced",
  used: "Used",
  ended: "Deleted",
};

/** So many days before its end it is time to think of another one. */
const soonMs = 3 * 24 * 60 * 60 * 1000;

/** The test account that reviewers may use: until when, each use of it, and the ways to replace it and to take it back. */
export function LentAccountFacts({ version, mayLend, onChanged }: LentAccountFactsProps) {
  const { vault } = version;
  const isInReview = version.status === "in_review";
  const { data } = useQuery({ ...vaultQuery(version.id), enabled: vault !== null || isInReview });
  if (!vault && !isInReview) return null;
  const used = data?.uses.filter(({ action }) => action === "used").length ?? 0;
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-2">
        <p className="flex min-w-0 flex-1 basis-56 gap-2">
          <KeyRound aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-faint" />
          {vault ? (
            <span>
              Test account for the reviewers, until {formatDay(new Date(vault.expiresAt))}.{" "}
              <EndsSoon expiresAt={vault.expiresAt} />
              <span className="text-muted">
                {data && (used === 0 ? "Not used yet." : `Used ${pluralize(used, "time")}.`)}
              </span>
            </span>
          ) : (
            <span className="text-muted">
              The reviewers have no test account for this version, so they can't repeat your tests.
            </span>
          )}
        </p>
        {mayLend && <Ways version={version} isInReview={isInReview} onChanged={onChanged} />}
      </div>
      {data && <Uses uses={data.uses} />}
    </div>
  );
}

function EndsSoon({ expiresAt }: { expiresAt: string }) {
  if (new Date(expiresAt).getTime() - Date.now() > soonMs) return null;
  return (
    <>
      <Badge tone="warning">
        Ends <RelativeTime at={expiresAt} />
      </Badge>{" "}
    </>
  );
}

function Uses({ uses }: { uses: readonly VaultUse[] }) {
  if (uses.length === 0) return null;
  return (
    <ol aria-label="What happened to the test account" className="mt-1.5 space-y-0.5 ps-6 text-muted text-xs">
      {uses.map(({ action, at, by, purpose }) => (
        <li key={`${at}${action}`} className="break-words">
          {words[action]} by {by} <RelativeTime at={at} />
          {purpose && `: ${purpose}`}
        </li>
      ))}
    </ol>
  );
}

interface WaysProps extends Pick<LentAccountFactsProps, "version" | "onChanged"> {
  isInReview: boolean;
}

function Ways({ version, isInReview, onChanged }: WaysProps) {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<"lend" | "take_back">();
  const [isWanted, setIsWanted] = useState(false);
  /** Only when a dialog closes: what is read anew may take it away with what it says. */
  function close() {
    setAsked(undefined);
    void queries.invalidateQueries({ queryKey: vaultQuery(version.id).queryKey });
    onChanged();
  }
  async function takeBack() {
    await versionsApi.takeAccountBack(version.id);
    toast.success("The test account is deleted");
  }
  return (
    <div className="flex flex-wrap gap-1.5">
      {isInReview && (
        <Button
          size="sm"
          onClick={() => {
            setIsWanted(true);
            setAsked("lend");
          }}
        >
          {version.vault ? "Replace" : "Lend one"}
        </Button>
      )}
      {version.vault && (
        <Button size="sm" variant="ghost" onClick={() => setAsked("take_back")}>
          Take it back
        </Button>
      )}
      {isWanted && (
        <LendAccountDialog version={version} isOpen={asked === "lend"} onOpenChange={(isOpen) => !isOpen && close()} />
      )}
      <ConfirmDialog
        isOpen={asked === "take_back"}
        onOpenChange={(isOpen) => !isOpen && close()}
        title="Take the test account back?"
        description={`It is deleted at once, and reviewers can't make calls with it any more. ${isInReview ? "They are told; you can lend another one while the version is in review." : "You can lend another one with the next submission."}`}
        confirmLabel="Take it back"
        onConfirm={takeBack}
      />
    </div>
  );
}
