"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, PanelRightClose, PanelRightOpen, Pencil, Redo2, Search, Send, Undo2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ManifestMenu } from "@/components/manifest/manifest-menu";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { Shortcut } from "@/components/ui/shortcut";
import { Tooltip } from "@/components/ui/tooltip";
import { VersionsButton } from "@/components/versions/versions-button";
import { versionsQuery } from "@/lib/client/versions-api";
import { type Actor, can } from "@/lib/policy";
import { requestBuilder } from "./builder-events";
import { useDraft } from "./draft-provider";
import { PresentPeople } from "./presence";
import { ProblemsButton } from "./problems-button";
import { quietWhenDisabled } from "./row-actions";
import { SaveStateText } from "./save-state-text";

interface ToolbarProps {
  actor: Actor;
  isPreviewFolded: boolean;
  /** Beside undo and redo: the list of their steps. */
  history?: ReactNode;
  displayName: string;
  logoId: string | null;
  connectionInfoHref: string;
}

/** What one is editing, whether it is saved, what is wrong with it, and the way to the reviewers. */
export function Toolbar({ actor, displayName, logoId, connectionInfoHref, ...props }: ToolbarProps) {
  const { destinationId } = useDraft();
  const { data: versions = [] } = useQuery(versionsQuery(destinationId));
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-surface px-4 py-2 lg:min-h-12 lg:py-1.5">
      <div className="flex min-w-0 flex-1 basis-full items-center gap-2 sm:basis-64">
        <Link
          href="/destinations"
          aria-label="All destinations"
          className={buttonClass({ variant: "ghost", size: "sm", isSquare: true, className: "-ms-1.5" })}
        >
          <ChevronLeft aria-hidden="true" className="rtl:rotate-180" />
        </Link>
        <LogoTile size="sm" name={displayName} src={logoSrc(logoId)} />
        <h1 className="min-w-0 truncate font-semibold text-ink text-base">{displayName}</h1>
        <Tooltip content="Edit connection info">
          <Link
            href={connectionInfoHref}
            aria-label="Edit connection info"
            className={buttonClass({ variant: "ghost", size: "sm", isSquare: true })}
          >
            <Pencil aria-hidden="true" />
          </Link>
        </Tooltip>
        <VersionsButton actor={actor} displayName={displayName} />
        <span className="max-sm:ms-auto">
          <PresentPeople />
        </span>
      </div>
      <SaveStateText />
      <div className="flex items-center gap-1.5 max-sm:-mx-2 max-sm:w-full max-sm:flex-wrap max-sm:justify-between max-sm:gap-x-0 max-sm:gap-y-1">
        <PaletteButton />
        <UndoButtons />
        {props.history}
        <PreviewButton isFolded={props.isPreviewFolded} />
        <ManifestMenu />
        <ProblemsButton connectionInfoHref={connectionInfoHref} />
        <SubmitButton actor={actor} isInReview={versions.some(({ status }) => status === "in_review")} />
      </div>
    </header>
  );
}

/** The way to everything by a few letters; where there is room with its keys, as a hint. */
function PaletteButton() {
  return (
    <Tooltip content="Search and run" shortcut="mod+k" side="bottom">
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => void requestBuilder("show-palette")}
        className={buttonClass({ className: "max-xl:size-8! max-xl:px-0! text-muted! xl:pe-1.5!" })}
      >
        <Search aria-hidden="true" />
        <span className="font-normal max-xl:sr-only">
          Search<span className="sr-only"> and run</span>
        </span>
        <span aria-hidden="true" className="ms-1.5 flex max-xl:hidden">
          <Shortcut keys="mod+k" />
        </span>
      </button>
    </Tooltip>
  );
}

function PreviewButton({ isFolded }: { isFolded: boolean }) {
  const label = isFolded ? "Show the preview" : "Hide the preview";
  return (
    <Tooltip content={label} shortcut="mod+backslash" side="bottom">
      <IconButton label={label} onClick={() => void requestBuilder("toggle-preview")} className="max-lg:hidden">
        {isFolded ? <PanelRightOpen /> : <PanelRightClose />}
      </IconButton>
    </Tooltip>
  );
}

function UndoButtons() {
  const { undo, redo, canUndo, canRedo, lastLabel, nextLabel } = useDraft();
  const undoLabel = lastLabel ? `Undo “${lastLabel}”` : "Undo";
  const redoLabel = nextLabel ? `Redo “${nextLabel}”` : "Redo";
  return (
    <>
      <Tooltip content={undoLabel} shortcut="mod+z" side="bottom">
        <IconButton label={undoLabel} disabled={!canUndo} onClick={undo} className={quietWhenDisabled}>
          <Undo2 />
        </IconButton>
      </Tooltip>
      <Tooltip content={redoLabel} shortcut="mod+shift+z" side="bottom">
        <IconButton label={redoLabel} disabled={!canRedo} onClick={redo} className={quietWhenDisabled}>
          <Redo2 />
        </IconButton>
      </Tooltip>
    </>
  );
}

/** The name stays whole for those who hear it. */
function SubmitWords() {
  return (
    <span>
      Submit<span className="max-sm:sr-only"> for review</span>
    </span>
  );
}

interface SubmitButtonProps {
  actor: Actor;
  isInReview: boolean;
}

function SubmitButton({ actor, isInReview }: SubmitButtonProps) {
  const refusal = isInReview
    ? "A version is in review already. Wait for the decision, or withdraw it."
    : can(actor, "destination.submit")
      ? undefined
      : `Only an owner of ${actor.organizationName} may submit.`;
  if (!refusal) {
    return (
      <Button
        variant="primary"
        icon={<Send />}
        onClick={() => void requestBuilder("show-submit", { purpose: "review" })}
      >
        <SubmitWords />
      </Button>
    );
  }
  return (
    <Tooltip content={refusal} side="bottom">
      <Button icon={<Send />} aria-disabled="true" aria-description={refusal} className="opacity-60">
        <SubmitWords />
      </Button>
    </Tooltip>
  );
}
