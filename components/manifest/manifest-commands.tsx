"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useBuilderRequest } from "@/components/builder/builder-events";
import { useReadDefinition } from "@/components/builder/draft-pieces";
import { useDraftActions } from "@/components/builder/draft-provider";
import type { ManifestConnectionInfo } from "@/lib/destination/manifest/manifest";
import { copyManifest, downloadManifest } from "./save-manifest";

// Fetched when they are first asked for.
const ImportDialog = dynamic(() => import("./import-dialog").then((module) => module.ImportDialog));
const CopyDialog = dynamic(() => import("./copy-dialog").then((module) => module.CopyDialog));

type Shown = "import" | "copy";

interface ManifestCommandsProps {
  destinationId: string;
  connectionInfo: ManifestConnectionInfo;
}

/** Answers what menu and palette ask about the destination as a whole. */
export function ManifestCommands({ destinationId, connectionInfo }: ManifestCommandsProps) {
  const readDefinition = useReadDefinition();
  const { flush } = useDraftActions();
  const [shown, setShown] = useState<Shown>();
  const [wereShown, setWereShown] = useState<ReadonlySet<Shown>>(new Set());
  const show = (next: Shown) => {
    setWereShown((before) => new Set([...before, next]));
    setShown(next);
  };
  const close = (isOpen: boolean) => {
    if (!isOpen) setShown(undefined);
  };
  useBuilderRequest("show-import", () => show("import"));
  useBuilderRequest("show-copy", () => show("copy"));
  useBuilderRequest("save-manifest", (detail) => {
    const contents = { definition: readDefinition(), connectionInfo };
    if (detail?.as === "clipboard") void copyManifest(contents, "yaml");
    else void downloadManifest(contents, detail?.as ?? "yaml");
  });
  return (
    <>
      {wereShown.has("import") && <ImportDialog isOpen={shown === "import"} onOpenChange={close} />}
      {wereShown.has("copy") && (
        <CopyDialog
          destinationId={destinationId}
          displayName={connectionInfo.displayName}
          beforeCopy={flush}
          isOpen={shown === "copy"}
          onOpenChange={close}
        />
      )}
    </>
  );
}
