"use client";

import { Files } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

// Lists stay light: the dialog is fetched by the first press.
const CopyDialog = dynamic(() => import("./copy-dialog").then((module) => module.CopyDialog));

/** Makes a copy of a destination, from the list. */
export function CopyDestinationButton({ destinationId, displayName }: { destinationId: string; displayName: string }) {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <IconButton label={`Make a copy of ${displayName}`} variant="ghost" size="sm" onClick={() => setState("open")}>
        <Files />
      </IconButton>
      {state !== "never" && (
        <CopyDialog
          destinationId={destinationId}
          displayName={displayName}
          isOpen={state === "open"}
          onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
        />
      )}
    </>
  );
}
