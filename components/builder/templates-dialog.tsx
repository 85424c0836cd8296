"use client";

import { useMemo, useState } from "react";
import { startingPointsOf } from "@/components/destinations/starting-point";
import { StartingPointPicker } from "@/components/destinations/starting-point-picker";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { type SandboxPlace, startDefinition } from "@/lib/destination/gallery/start-definition";
import { goToSection } from "./current-section";
import { useDefinition, useReadDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { isEmptyDefinition } from "./section-progress";

interface TemplatesDialogProps {
  sandbox: SandboxPlace | undefined;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Begins the draft anew from something complete of its kind. One step: Undo brings back what was there. */
export function TemplatesDialog({ sandbox, isOpen, onOpenChange }: TemplatesDialogProps) {
  const { edit } = useDraftActions();
  const readDefinition = useReadDefinition();
  const kind = useDefinition((definition) => definition.kind);
  const points = useMemo(() => startingPointsOf(kind, sandbox), [kind, sandbox]);
  const [chosen, setChosen] = useState(points[0]?.id ?? "blank");
  const name = points.find(({ id }) => id === chosen)?.name ?? "";
  const isFresh = isEmptyDefinition(readDefinition());

  function begin() {
    const before = readDefinition();
    edit(`Start from “${name}”`, () => startDefinition(kind, chosen, sandbox) ?? before);
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
        <StartingPointPicker label="Start from" points={points} value={chosen} onValueChange={setChosen} />
      </DialogContent>
    </Dialog>
  );
}
