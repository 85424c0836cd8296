"use client";

import { Layers, Rocket } from "lucide-react";
import { useState } from "react";
import { requestBuilder } from "@/components/builder/builder-events";
import { useDraft } from "@/components/builder/draft-provider";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import { toast } from "@/components/ui/toast";
import { messageOf } from "@/lib/client/api";
import { type Actor, can } from "@/lib/policy";
import type { VersionSummary } from "@/lib/submission-contract";
import { useRestoreVersion } from "./use-restore-version";
import { VersionEntry } from "./version-entry";

interface VersionsSheetProps {
  actor: Actor;
  displayName: string;
  versions: readonly VersionSummary[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** A version that a page asks to restore: it is asked about first. */
  restoredId: string | undefined;
}

/** Every version of the destination, the newest first. */
export function VersionsSheet({ actor, displayName, versions, isOpen, onOpenChange, restoredId }: VersionsSheetProps) {
  const { destinationId } = useDraft();
  const restore = useRestoreVersion();
  const [restoringId, setRestoringId] = useState<string>();
  const asked = versions.find(({ id }) => id === restoredId);
  const mayRelease = can(actor, "destination.release");

  async function restoreNow(version: VersionSummary) {
    setRestoringId(version.id);
    try {
      await restore(version);
      onOpenChange(false);
    } catch (error) {
      toast.error("Not restored", { description: messageOf(error) });
    } finally {
      setRestoringId(undefined);
    }
  }
  function release() {
    onOpenChange(false);
    requestBuilder("show-submit", { purpose: "internal" });
  }

  return (
    <>
      <Sheet
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        size="xl"
        title="Versions"
        description={`What was submitted or released of ${displayName}. A version never changes; restoring one puts what it holds into the draft.`}
        footer={
          mayRelease && (
            <Button icon={<Rocket aria-hidden="true" />} onClick={release}>
              Release internally
            </Button>
          )
        }
      >
        {versions.length === 0 ? (
          <EmptyState
            icon={<Layers />}
            title="No version yet"
            description="A version is made of the draft when it is submitted for review, or released to your own organization."
            headingLevel={3}
          />
        ) : (
          <ol aria-label="Versions, the newest first">
            {versions.map((version) => (
              <VersionEntry
                key={version.id}
                actor={actor}
                destinationId={destinationId}
                version={version}
                isRestoring={restoringId !== undefined}
                onRestore={() => void restoreNow(version)}
              />
            ))}
          </ol>
        )}
      </Sheet>
      {asked && <RestoreQuestion version={asked} onConfirm={() => restore(asked)} />}
    </>
  );
}

/** Asked where a link leads here: following one changes nothing by itself. */
function RestoreQuestion({ version, onConfirm }: { version: VersionSummary; onConfirm: () => Promise<void> }) {
  const [isAnswered, setIsAnswered] = useState(false);
  return (
    <ConfirmDialog
      isOpen={!isAnswered}
      onOpenChange={(isOpen) => setIsAnswered(!isOpen)}
      tone="primary"
      title={`Restore version ${version.number} into the draft?`}
      description="The draft takes over everything that this version holds, in one step that undo takes back. The version itself stays as it is."
      confirmLabel="Restore into the draft"
      onConfirm={onConfirm}
    />
  );
}
