"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Ban, Ellipsis, RotateCcw, Undo2 } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { VersionStatusBadge } from "@/components/destinations/version-status";
import { buttonClass } from "@/components/ui/button-class";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { versionsQuery } from "@/lib/client/versions-api";
import { nextStatus } from "@/lib/destination/lifecycle";
import { type Actor, can } from "@/lib/policy";
import type { VersionSummary } from "@/lib/submission-contract";
import { DeprecateDialog } from "./deprecate-dialog";
import { LentAccountFacts } from "./lent-account-facts";
import { WithdrawDialog } from "./withdraw-dialog";

interface VersionEntryProps {
  actor: Actor;
  destinationId: string;
  version: VersionSummary;
  isRestoring: boolean;
  onRestore: () => void;
}

/** One version in the history: what it brings, who did what with it and when, and what may be done now. */
export function VersionEntry({ actor, destinationId, version, isRestoring, onRestore }: VersionEntryProps) {
  const { id, number, status, installationCount } = version;
  const queries = useQueryClient();
  const readAnew = () => void queries.invalidateQueries({ queryKey: versionsQuery(destinationId).queryKey });
  return (
    <li aria-label={`Version ${number}`} className="space-y-2.5 border-line border-t py-4 first:border-t-0 first:pt-0">
      <div className="flex items-start justify-between gap-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <h3 className="font-mono font-semibold text-ink text-md">{number}</h3>
          <VersionStatusBadge status={status} />
          {installationCount > 0 && (
            <span className="text-muted text-xs">
              {formatNumber(installationCount)} {installationCount === 1 ? "installation" : "installations"}
            </span>
          )}
        </div>
        <div className="flex shrink-0 items-center gap-1">
          <Link
            href={`/destinations/${destinationId}/versions/${id}`}
            aria-label={`Open version ${number}`}
            className={buttonClass({ size: "sm" })}
          >
            Open
          </Link>
          <EntryMenu
            actor={actor}
            version={version}
            isRestoring={isRestoring}
            onRestore={onRestore}
            onChanged={readAnew}
          />
        </div>
      </div>
      <Quote>{version.releaseNote}</Quote>
      <Events version={version} />
      <LentAccountFacts version={version} mayLend={can(actor, "destination.submit")} onChanged={readAnew} />
    </li>
  );
}

interface EntryMenuProps extends Omit<VersionEntryProps, "destinationId"> {
  onChanged: () => void;
}

function EntryMenu({ actor, version, isRestoring, onRestore, onChanged }: EntryMenuProps) {
  const [open, setOpen] = useState<"withdraw" | "deprecate">();
  const { number, status } = version;
  const mayWithdraw = can(actor, "destination.withdraw") && nextStatus(status, "withdraw") !== undefined;
  const mayDeprecate = can(actor, "destination.deprecate") && nextStatus(status, "deprecate") !== undefined;
  function changeOpen(isOpen: boolean) {
    if (isOpen) return;
    setOpen(undefined);
    onChanged();
  }
  const dialog = { version, onOpenChange: changeOpen };
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`More about version ${number}`} size="sm">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem icon={<RotateCcw className="size-4" />} isDisabled={isRestoring} onSelect={onRestore}>
          Restore into the draft
        </MenuItem>
        {mayWithdraw && (
          <MenuItem icon={<Undo2 className="size-4" />} onSelect={() => setOpen("withdraw")}>
            Withdraw
          </MenuItem>
        )}
        {mayDeprecate && (
          <MenuItem icon={<Ban className="size-4" />} tone="danger" onSelect={() => setOpen("deprecate")}>
            Deprecate
          </MenuItem>
        )}
      </Menu>
      {mayWithdraw && <WithdrawDialog {...dialog} isOpen={open === "withdraw"} />}
      {mayDeprecate && <DeprecateDialog {...dialog} isOpen={open === "deprecate"} />}
    </>
  );
}

const decisions: Record<string, string> = {
  approve: "Approved",
  request_changes: "Changes requested",
  reject: "Rejected",
  withdraw: "Withdrawn",
};

/** Who did what, the earliest first, with what they wrote. */
function Events({ version }: { version: VersionSummary }) {
  const { audience, decision, decidedAt, deprecatedAt } = version;
  return (
    <ul className="space-y-1.5 text-sm">
      <EventLine
        word={audience === "organization" ? "Released" : "Submitted"}
        by={version.submittedBy}
        at={version.submittedAt}
      >
        {version.dueAt && (
          <>
            {" "}
            <AnswerDue at={version.dueAt} />
          </>
        )}
      </EventLine>
      {decision && decidedAt && (
        <EventLine
          word={decisions[decision] ?? "Decided"}
          by={version.decidedBy}
          at={decidedAt}
          quote={version.decisionNote}
        />
      )}
      {deprecatedAt && (
        <EventLine word="Deprecated" by={version.deprecatedBy} at={deprecatedAt} quote={version.deprecationNote} />
      )}
    </ul>
  );
}

interface EventLineProps {
  word: string;
  by: string | null;
  at: string;
  quote?: string;
  children?: ReactNode;
}

function EventLine({ word, by, at, quote, children }: EventLineProps) {
  return (
    <li className="text-muted">
      <span className="text-ink">{word}</span>
      {by && ` by ${by}`} <RelativeTime at={at} />.{children}
      {quote && <Quote>{quote}</Quote>}
    </li>
  );
}

/** Until when the platform means to answer, or since when it is late. */
export function AnswerDue({ at }: { at: string }) {
  return (
    <>
      An answer {new Date(at) < new Date() ? "was" : "is"} due <RelativeTime at={at} />.
    </>
  );
}

const shortChars = 280;

/** What somebody wrote. A long text folds, so that the list stays a list. */
export function Quote({ children }: { children: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const isLong = children.length > shortChars;
  if (children === "") return null;
  return (
    <blockquote dir="auto" className="mt-1 border-line-strong border-s-2 ps-3 text-ink text-sm">
      <span className="whitespace-pre-line break-words">
        {isLong && !isWhole ? `${children.slice(0, shortChars).trimEnd()} …` : children}
      </span>
      {isLong && (
        <button type="button" className="link ms-2 text-xs" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Show less" : `Show all (${pluralize(children.length, "character")})`}
        </button>
      )}
    </blockquote>
  );
}
