"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { type ConflictPart, compareDrafts, joinDrafts, type Side } from "./compare-drafts";
import { type DraftState, useDraft } from "./draft-provider";

/** Shown when somebody else saved in between: nothing is overwritten until the person has decided. */
export function ConflictDialog() {
  const { conflict } = useDraft();
  const [isPutOff, setIsPutOff] = useState(false);
  if (!conflict) return null;
  const { updatedBy, updatedAt } = conflict.theirs;
  return (
    <>
      <Callout
        tone="danger"
        isLive
        title={`${updatedBy ?? "Somebody else"} saved this destination while you were editing`}
        actions={
          <Button size="sm" onClick={() => setIsPutOff(false)}>
            Compare and decide
          </Button>
        }
      >
        Your text is kept in this browser and is not saved until you decide.
      </Callout>
      <Dialog isOpen={!isPutOff} onOpenChange={(isOpen) => setIsPutOff(!isOpen)}>
        <DialogContent
          size="lg"
          title="Two people edited this destination"
          description={
            <>
              {updatedBy ?? "Somebody else"} saved <RelativeTime at={updatedAt} />. Choose whose text each section
              keeps.
            </>
          }
        >
          <Comparison key={conflict.theirs.revision} conflict={conflict} />
        </DialogContent>
      </Dialog>
    </>
  );
}

const whoChanged: Record<ConflictPart["changedBy"], string> = {
  mine: "Only you changed it",
  theirs: "Only they changed it",
  both: "Both changed it",
};

function Comparison({ conflict }: { conflict: NonNullable<DraftState["conflict"]> }) {
  const { definition, resolveConflict } = useDraft();
  const parts = compareDrafts(conflict.base, definition, conflict.theirs.definition);
  const [choices, setChoices] = useState<Partial<Record<string, Side>>>({});
  const sideOf = (part: ConflictPart): Side => choices[part.id] ?? (part.changedBy === "theirs" ? "theirs" : "mine");
  const theirName = conflict.theirs.updatedBy ?? "Theirs";
  return (
    <div className="space-y-4">
      <div className="rounded-lg border border-line">
        <Table label="Sections that differ">
          <Thead>
            <Tr>
              <Th>Section</Th>
              <Th>What happened</Th>
              <Th>Keep</Th>
            </Tr>
          </Thead>
          <Tbody>
            {parts.map((part) => (
              <Tr key={part.id}>
                <Td className="font-medium">{part.label}</Td>
                <Td className="text-muted">{whoChanged[part.changedBy]}</Td>
                <Td>
                  <ButtonGroup
                    size="sm"
                    aria-label={`Keep ${part.label} of`}
                    value={sideOf(part)}
                    onValueChange={(side) =>
                      setChoices({ ...choices, [part.id]: side === "theirs" ? "theirs" : "mine" })
                    }
                    options={[
                      { value: "mine", label: "Mine" },
                      { value: "theirs", label: theirName },
                    ]}
                  />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </div>
      <p className="text-muted text-xs">Whatever you choose is one step of the history: undo brings your text back.</p>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton label="Copy my text" text={JSON.stringify(definition, null, 2)} />
        <span className="flex-1" />
        <Button onClick={() => resolveConflict("theirs")}>Take all of theirs</Button>
        <Button onClick={() => resolveConflict("mine")}>Keep all of mine</Button>
        <Button
          variant="primary"
          onClick={() => resolveConflict(joinDrafts(definition, conflict.theirs.definition, parts, sideOf))}
        >
          Save this choice
        </Button>
      </div>
    </div>
  );
}
