"use client";

import { CornerUpLeft, History, User } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { pluralize } from "@/components/ui/format-number";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Step } from "@/lib/client/history";
import { useBuilderRequest } from "./builder-events";
import { useDraft } from "./draft-provider";

const shownMax = 50;

/** Every step that can be undone or redone, with its name and time: pressing one goes there at once. */
export function HistoryMenu() {
  const [isOpen, setIsOpen] = useState(false);
  useBuilderRequest("show-history", () => setIsOpen(true));
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      title="History"
      side="bottom"
      align="end"
      className="w-96 p-0! [&>h2]:px-3 [&>h2]:pt-3"
      trigger={
        <IconButton label="History of your edits">
          <History />
        </IconButton>
      }
    >
      <Steps onChosen={() => setIsOpen(false)} />
    </Popover>
  );
}

function Steps({ onChosen }: { onChosen: () => void }) {
  const { history, travel } = useDraft();
  const [isWhole, setIsWhole] = useState(false);
  const past = rowsOf(history.past);
  const future = undoneRows(history.future);
  const shown = isWhole ? past : past.slice(0, shownMax);
  const go = (steps: number) => {
    onChosen();
    travel(steps);
  };
  if (history.past.length + history.future.length === 0) {
    return (
      <p className="px-3 pb-3 text-muted text-sm">
        Each edit becomes a step here, to go back to and forth again. Steps outlive a reload of the page.
      </p>
    );
  }
  return (
    <ol className="max-h-[min(26rem,60dvh)] overflow-y-auto px-1 pb-1" aria-label="Steps, the newest first">
      {future.map(({ step, distance }) => (
        <Row key={`undone-${distance}`} step={step} state="undone" onPress={() => go(distance)} />
      ))}
      {shown.map(({ step, count, number, ownAbove }, index) => (
        <Row
          key={number}
          step={step}
          count={count}
          state={index === 0 ? "now" : step.isTheirs ? "theirs" : "done"}
          onPress={() => go(-ownAbove)}
        />
      ))}
      {past.length > shown.length && (
        <li>
          <RowButton onPress={() => setIsWhole(true)}>Show {past.length - shown.length} earlier steps</RowButton>
        </li>
      )}
      <li className="border-line border-t">
        <RowButton isDisabled={past.every(({ step }) => step.isTheirs)} onPress={() => go(-history.past.length)}>
          <CornerUpLeft aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
          Before all of these steps
        </RowButton>
      </li>
    </ol>
  );
}

interface PastRow {
  /** The newest of them. */
  step: Step;
  /** How many steps of this name follow each other here: words typed into one field. */
  count: number;
  number: number;
  /** So many own steps are undone to go there. */
  ownAbove: number;
}

/** The newest first; steps in a row with one name are one row. */
function rowsOf(past: readonly Step[]): PastRow[] {
  const rows: PastRow[] = [];
  let ownAbove = 0;
  for (const [index, step] of [...past.entries()].reverse()) {
    const above = rows.at(-1);
    if (above && above.step.label === step.label && above.step.isTheirs === step.isTheirs) above.count += 1;
    else rows.push({ step, count: 1, number: index, ownAbove });
    if (!step.isTheirs) ownAbove += 1;
  }
  return rows;
}

/** The furthest first, each with how many steps are redone to go there. */
function undoneRows(future: readonly Step[]): { step: Step; distance: number }[] {
  return future.map((step, index) => ({ step, distance: index + 1 })).reverse();
}

interface RowProps {
  step: Step;
  count?: number;
  state: "undone" | "now" | "done" | "theirs";
  onPress: () => void;
}

function Row({ step, count = 1, state, onPress }: RowProps) {
  const words = (
    <>
      {step.isTheirs && <User aria-hidden="true" className="size-3.5 shrink-0 text-faint" />}
      <span className={cn("min-w-0 flex-1 break-words", state === "undone" && "text-faint line-through")}>
        {step.label}
        {state === "undone" && <span className="sr-only"> (undone)</span>}
        {count > 1 && <span className="text-faint text-xs"> · {pluralize(count, "step")}</span>}
      </span>
      {state === "now" && <span className="shrink-0 font-medium text-accent-ink text-xs">Now</span>}
      <RelativeTime at={step.at} className="shrink-0 text-faint text-xs" />
    </>
  );
  return (
    <li aria-current={state === "now" ? "step" : undefined}>
      {state === "now" || state === "theirs" ? (
        <span
          className={cn(
            "flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 text-sm",
            state === "now" ? "bg-selected text-ink" : "text-muted",
          )}
        >
          {words}
        </span>
      ) : (
        <RowButton onPress={onPress}>{words}</RowButton>
      )}
    </li>
  );
}

interface RowButtonProps {
  isDisabled?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function RowButton({ isDisabled, onPress, children }: RowButtonProps) {
  return (
    <button
      type="button"
      disabled={isDisabled}
      onClick={onPress}
      className="flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1 text-start text-ink text-sm hover:bg-hover disabled:text-faint pointer-coarse:min-h-10"
    >
      {children}
    </button>
  );
}
