"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ManifestCommands } from "@/components/manifest/manifest-commands";
import { ButtonGroup } from "@/components/ui/button-group";
import { Toaster } from "@/components/ui/toast";
import { VariableActionsProvider } from "@/components/variables/variable-actions";
import { versionsQuery } from "@/lib/client/versions-api";
import type { Draft } from "@/lib/contract";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { SandboxPlace } from "@/lib/destination/gallery/start-definition";
import type { ManifestConnectionInfo } from "@/lib/destination/manifest/manifest";
import type { CheckContext } from "@/lib/destination/rulebook";
import type { Actor } from "@/lib/policy";
import type { VersionSummary } from "@/lib/submission-contract";
import { BuilderCommands } from "./builder-commands";
import { useBuilderRequest } from "./builder-events";
import { ColleagueChanges } from "./colleague-changes";
import { CommentsButton } from "./comments-button";
import { CommentsProvider } from "./comments-provider";
import { Configuration } from "./configuration";
import { DraftProvider } from "./draft-provider";
import type { LastTest } from "./endpoint-tests";
import { focusFieldEvent } from "./focus-field";
import { HistoryMenu } from "./history-menu";
import { PresenceProvider } from "./presence";
import { SaveProblemBar } from "./save-state-text";
import { SectionHelpProvider } from "./section-help";
import type { FixedSectionId } from "./sections";
import { areBothShown, SplitPane } from "./split-pane";
import type { Split } from "./split-share";
import { SubmissionNotesProvider } from "./submission-notes-provider";
import { Toolbar } from "./toolbar";
import { useUndoKeys } from "./use-undo-keys";

interface BuilderProps {
  actor: Actor;
  draft: Draft;
  displayName: string;
  logoId: string | null;
  connectionInfoHref: string;
  context: Omit<CheckContext, "tested">;
  initialTests: Partial<Record<EndpointKey, LastTest>>;
  initialVersions: VersionSummary[];
  initialSplit: Split;
  /** The sections whose help was open at the last visit. */
  openHelp: readonly FixedSectionId[];
  /** The connection info in words, for the manifest. */
  manifestInfo: ManifestConnectionInfo;
  /** Where the portal runs the sandbox partner. */
  sandbox?: SandboxPlace;
  /** The right side: preview and test bench, inside the draft. */
  preview: ReactNode;
}

/** The builder: configuration at the left, what follows from it at the right. */
export function Builder({ draft, initialVersions, preview, ...props }: BuilderProps) {
  const [queries] = useState(() => {
    const client = new QueryClient();
    client.setQueryData(versionsQuery(draft.id).queryKey, initialVersions);
    return client;
  });
  return (
    <QueryClientProvider client={queries}>
      <DraftProvider actor={props.actor} draft={draft} context={props.context} initialTests={props.initialTests}>
        <VariableActionsProvider>
          <PresenceProvider destinationId={draft.id}>
            <SubmissionNotesProvider userId={props.actor.userId} destinationId={draft.id}>
              <CommentsProvider actor={props.actor} destinationId={draft.id}>
                <Panes {...props} destinationId={draft.id} preview={preview} />
              </CommentsProvider>
            </SubmissionNotesProvider>
          </PresenceProvider>
        </VariableActionsProvider>
        <ColleagueChanges ownName={props.actor.name} />
        <Toaster />
      </DraftProvider>
    </QueryClientProvider>
  );
}

type PanesProps = Omit<BuilderProps, "draft" | "initialVersions" | "context" | "initialTests"> & {
  destinationId: string;
};

function Panes(props: PanesProps) {
  const { actor, destinationId, preview, initialSplit, openHelp, sandbox, manifestInfo, ...toolbar } = props;
  const [shown, setShown] = useState<"first" | "second">("first");
  const [isPreviewFolded, setIsPreviewFolded] = useState(initialSplit.isFolded);
  const configuration = useRef<HTMLDivElement>(null);
  useUndoKeys(configuration);
  useEffect(() => {
    // At once: whoever asked focuses the field in the next frame.
    const showConfiguration = () => flushSync(() => setShown("first"));
    window.addEventListener(focusFieldEvent, showConfiguration);
    return () => window.removeEventListener(focusFieldEvent, showConfiguration);
  }, []);
  useBuilderRequest("toggle-preview", () => {
    if (!areBothShown()) setShown(shown === "first" ? "second" : "first");
  });
  useBuilderRequest("show-side", (detail) => {
    flushSync(() => setShown(detail?.side === "preview" ? "second" : "first"));
    if (detail?.side === "preview") focusPreview();
  });
  return (
    <div className="flex flex-col lg:h-[calc(100dvh-3rem)]">
      <Toolbar actor={actor} isPreviewFolded={isPreviewFolded} history={<HistoryAndComments />} {...toolbar} />
      <div className="border-line border-b bg-surface px-4 py-2 lg:hidden">
        <ButtonGroup
          isFullWidth
          aria-label="Side of the builder"
          value={shown}
          onValueChange={(side) => setShown(side === "second" ? "second" : "first")}
          options={[
            { value: "first", label: "Configure" },
            { value: "second", label: "Preview & test" },
          ]}
        />
      </div>
      <SplitPane
        initial={initialSplit}
        onFold={setIsPreviewFolded}
        shown={shown}
        labels={{ first: "Configuration", second: "Preview and test" }}
        first={
          <div ref={configuration}>
            <SectionHelpProvider initial={openHelp}>
              <Configuration actor={actor} destinationId={destinationId} sandbox={sandbox} />
            </SectionHelpProvider>
          </div>
        }
        second={
          <div data-preview className="bg-sunken px-4 py-5 sm:px-6 lg:min-h-full">
            <h2 className="sr-only">Preview and test</h2>
            {preview}
          </div>
        }
      />
      <SaveProblemBar />
      <BuilderCommands sandbox={sandbox} />
      <ManifestCommands destinationId={destinationId} connectionInfo={manifestInfo} />
    </div>
  );
}

/** Unless something in it has the focus already. */
function focusPreview(): void {
  requestAnimationFrame(() => {
    const tab = document.querySelector<HTMLElement>("[data-preview] [role=tab][aria-selected=true]");
    if (!document.activeElement?.closest("[data-preview]")) tab?.focus();
  });
}

function HistoryAndComments() {
  return (
    <>
      <HistoryMenu />
      <CommentsButton />
    </>
  );
}
