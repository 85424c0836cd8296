"use client";

import { useMemo, useState } from "react";
import type { StartingPoint } from "@/components/destinations/starting-point";
import { startingPoints } from "@/components/destinations/starting-point";
import { StartingPointCards } from "@/components/destinations/starting-point-cards";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { blankListDefinition, type DestinationDefinition } from "@/lib/destination/definition";
import { findTemplate } from "@/lib/destination/example/destination-template";
import { sandboxDestination } from "@/lib/destination/example/sandbox-destination";
import { goToSection } from "./current-section";
import { useReadDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { isEmptyDefinition } from "./sections";

/** Where the sandbox partner answers for this organization. */
export interface SandboxPlace {
  url: string;
  workspace: string;
}

interface TemplatesDialogProps {
  sandbox: SandboxPlace | undefined;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Begins the draft anew from something complete. One step: Undo brings back what was there. */
export function TemplatesDialog({ sandbox, isOpen, onOpenChange }: TemplatesDialogProps) {
  const { edit } = useDraftActions();
  const readDefinition = useReadDefinition();
  const example = useMemo(() => sandbox && sandboxDestination(sandbox.url, sandbox.workspace), [sandbox]);
  const points = useMemo(() => startingPoints(example), [example]);
  const [chosen, setChosen] = useState<StartingPoint["id"]>(points[0]?.id ?? "blank");
  const name = points.find(({ id }) => id === chosen)?.name ?? "";
  const isFresh = isEmptyDefinition(readDefinition());

  function begin() {
    const before = readDefinition();
    edit(`Start from “${name}”`, () => definitionOf(chosen, example));
    onOpenChange(false);
    toast.success(`Started from “${name}”`, {
      action: { label: "Undo", onClick: () => edit(`Undo the start from “${name}”`, () => before) },
    });
    goToSection("authentication");
  }

  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Start from a template"
        description={
          isFresh
            ? "Everything in it can be edited afterwards."
            : "It takes the place of the whole configuration. Undo brings back what you have."
        }
        size="xl"
        footer={
          <>
            <DialogClose />
            <Button variant="primary" onClick={begin}>
              {isFresh ? "Start with this" : "Replace the configuration"}
            </Button>
          </>
        }
      >
        <StartingPointCards label="Start from" points={points} value={chosen} onValueChange={setChosen} />
      </DialogContent>
    </Dialog>
  );
}

function definitionOf(id: StartingPoint["id"], example: DestinationDefinition | undefined): DestinationDefinition {
  if (id === "example" && example) return example;
  return findTemplate(id)?.build() ?? blankListDefinition();
}
