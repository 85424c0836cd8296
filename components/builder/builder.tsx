"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ButtonGroup } from "@/components/ui/button-group";
import { Toaster } from "@/components/ui/toast";
import type { VersionSummary } from "@/lib/client/api";
import { versionsQuery } from "@/lib/client/queries";
import type { Draft } from "@/lib/contract";
import type { EndpointKey } from "@/lib/destination/definition";
import type { CheckContext } from "@/lib/destination/rulebook";
import type { Actor } from "@/lib/policy";
import { Configuration } from "./configuration";
import { DeferredDraft, DraftProvider, type EndpointTest } from "./draft-provider";
import { focusFieldEvent } from "./focus-field";
import { SplitPane } from "./split-pane";
import { Toolbar } from "./toolbar";
import { useUndoKeys } from "./use-undo-keys";

interface BuilderProps {
  actor: Actor;
  draft: Draft;
  displayName: string;
  logoId: string | null;
  connectionInfoHref: string;
  context: Omit<CheckContext, "tested">;
  initialTests: Partial<Record<EndpointKey, EndpointTest>>;
  initialVersions: VersionSummary[];
  initialSplit: number;
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
        <Panes {...props} destinationId={draft.id} preview={preview} />
        <Toaster />
      </DraftProvider>
    </QueryClientProvider>
  );
}

type PanesProps = Omit<BuilderProps, "draft" | "initialVersions" | "context" | "initialTests"> & {
  destinationId: string;
};

function Panes({ actor, destinationId, preview, initialSplit, ...toolbar }: PanesProps) {
  const [shown, setShown] = useState<"first" | "second">("first");
  const configuration = useRef<HTMLDivElement>(null);
  useUndoKeys(configuration);
  useEffect(() => {
    // At once: whoever asked focuses the field in the next frame.
    const showConfiguration = () => flushSync(() => setShown("first"));
    window.addEventListener(focusFieldEvent, showConfiguration);
    return () => window.removeEventListener(focusFieldEvent, showConfiguration);
  }, []);
  return (
    <div className="flex flex-col lg:h-[calc(100dvh-3rem)]">
      <Toolbar actor={actor} {...toolbar} />
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
        initialShare={initialSplit}
        shown={shown}
        labels={{ first: "Configuration", second: "Preview and test" }}
        first={
          <div ref={configuration}>
            <Configuration actor={actor} destinationId={destinationId} />
          </div>
        }
        second={
          <div className="bg-sunken px-4 py-5 sm:px-6 lg:min-h-full">
            <h2 className="sr-only">Preview and test</h2>
            <DeferredDraft>{preview}</DeferredDraft>
          </div>
        }
      />
    </div>
  );
}
