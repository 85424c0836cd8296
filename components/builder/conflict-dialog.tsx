"use client";

import { useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { pluralize } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import { changedPlaces } from "@/lib/destination/changed-places";
import { type Decision, type MergeConflict, mergeDefinitions } from "@/lib/destination/merge";
import { useBuilderRequest } from "./builder-events";
import { ConflictRow } from "./conflict-row";
import { type DraftState, useDraft } from "./draft-provider";

type Conflict = NonNullable<DraftState["conflict"]>;

/** Shown when somebody else changed the same places: nothing is overwritten until the person has decided. */
export function ConflictDialog() {
  const { conflict } = useDraft();
  const [isPutOff, setIsPutOff] = useState(false);
  useBuilderRequest("show-conflict", () => setIsPutOff(false));
  if (!conflict) return null;
  const name = conflict.theirs.updatedBy ?? "Somebody else";
  return (
    <>
      <Callout
        tone="danger"
        isLive
        title={`${name} changed the same places as you`}
        actions={
          <Button size="sm" onClick={() => setIsPutOff(false)}>
            Compare and decide
          </Button>
        }
      >
        Saving waits for your decision. Until then everything you type is kept in this browser.
      </Callout>
      <Dialog isOpen={!isPutOff} onOpenChange={(isOpen) => setIsPutOff(!isOpen)}>
        <Comparison key={conflict.theirs.revision} conflict={conflict} name={name} />
      </Dialog>
    </>
  );
}

function Comparison({ conflict, name }: { conflict: Conflict; name: string }) {
  const { definition, resolveConflict } = useDraft();
  const start = useRef<HTMLDivElement>(null);
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Decision>>(new Map());
  const { base, theirs } = conflict;
  const { merged, conflicts } = useMemo(
    () => mergeDefinitions(base, definition, theirs.definition, decisions),
    [base, definition, theirs.definition, decisions],
  );
  const open = conflicts.filter(({ id }) => !decisions.has(id)).length;
  const decide = (id: string, decision: Decision) => setDecisions(new Map(decisions).set(id, decision));
  const decideAll = (side: "mine" | "theirs") => setDecisions(new Map(conflicts.map(({ id }) => [id, side])));
  return (
    <DialogContent
      size="xl"
      // Not a button: whoever is typing as this opens must not press one.
      initialFocus={start}
      title="You both changed the same places"
      description={
        <>
          {name} saved <RelativeTime at={theirs.updatedAt} />.{" "}
          {conflicts.length > 0
            ? `Choose what stands in ${pluralize(conflicts.length, "place")}; everything else is joined already.`
            : "Your edits since then no longer overlap with theirs."}
        </>
      }
      footer={
        <>
          <p role="status" className="me-auto text-muted text-xs max-sm:basis-full">
            {open > 0 ? `${pluralize(open, "place")} to decide` : "Everything is decided. Undo takes it back."}
          </p>
          <DialogClose>Decide later</DialogClose>
          <Button variant="primary" disabled={open > 0} onClick={() => resolveConflict(merged)}>
            Save this choice
          </Button>
        </>
      }
    >
      <div ref={start} tabIndex={-1} className="space-y-4 outline-none">
        {conflicts.length > 1 && (
          <div className="flex flex-wrap items-center gap-2">
            <Button size="sm" onClick={() => decideAll("mine")}>
              Keep all mine
            </Button>
            <Button size="sm" onClick={() => decideAll("theirs")}>
              Take all theirs
            </Button>
          </div>
        )}
        {conflicts.map((each) => (
          <ConflictRow
            key={each.id}
            conflict={each}
            theirName={name}
            merged={merged}
            decision={decisions.get(each.id)}
            onDecide={(decision) => decide(each.id, decision)}
          />
        ))}
        <JoinedPlaces conflict={conflict} conflicts={conflicts} name={name} />
      </div>
    </DialogContent>
  );
}

interface JoinedPlacesProps {
  conflict: Conflict;
  conflicts: readonly MergeConflict[];
  name: string;
}

const placesMax = 8;

/** What needs no decision, so that nobody has to wonder what becomes of it. */
function JoinedPlaces({ conflict: { base, theirs }, conflicts, name }: JoinedPlacesProps) {
  const { definition } = useDraft();
  const overlapping = conflicts.map(({ id }) => id);
  const isJoined = (id: string) => !overlapping.some((other) => id === other || id.startsWith(`${other}/`));
  const labels = (document: typeof base) =>
    changedPlaces(base, document).flatMap(({ id, label }) => (isJoined(id) ? [label] : []));
  const [mine, others] = [labels(definition), labels(theirs.definition)];
  const count = new Set([...mine, ...others]).size;
  if (count === 0) return null;
  return (
    <div className="border-line border-t pt-3 text-muted text-xs">
      <p>{pluralize(count, "other change")} joined without overlapping:</p>
      <ul className="mt-1 space-y-0.5">
        {mine.length > 0 && <li>Yours: {listed(mine)}</li>}
        {others.length > 0 && (
          <li>
            {name}: {listed(others)}
          </li>
        )}
      </ul>
    </div>
  );
}

function listed(labels: readonly string[]): string {
  const more = labels.length - placesMax;
  return `${labels.slice(0, placesMax).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
