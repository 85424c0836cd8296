"use client";

import { Check } from "lucide-react";
import { type ReactNode, useId, useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/textarea";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { getAtPath } from "@/lib/destination/edit";
import type { Decision, MergeConflict } from "@/lib/destination/merge";
import { ChangedText } from "./changed-text";

interface ConflictRowProps {
  conflict: MergeConflict;
  theirName: string;
  /** The draft as decided so far. */
  merged: DestinationDefinition;
  decision: Decision | undefined;
  onDecide: (decision: Decision) => void;
}

/** One place that both changed: what it was, yours, theirs, and the choice between them. */
export function ConflictRow({ conflict, theirName, merged, decision, onDecide }: ConflictRowProps) {
  const name = useId();
  const { label, base, mine, theirs, kind } = conflict;
  const isByHand = typeof decision === "object";
  const now = getAtPath(merged, conflict.path);
  const ownText = isByHand ? decision.text : typeof now === "string" ? now : (mine ?? "");
  return (
    <fieldset aria-labelledby={`${name}-label`} className="min-w-0 rounded-lg border border-line bg-surface shadow-1">
      <div className="flex flex-wrap items-baseline gap-x-3 border-line border-b px-3 py-2">
        <h3 id={`${name}-label`} className="font-semibold text-sm">
          {label}
        </h3>
        <p className="text-muted text-xs empty:hidden">{hintFor(conflict)}</p>
      </div>
      <div className="grid grid-cols-1 divide-y divide-line md:grid-cols-3 md:divide-x md:divide-y-0 rtl:divide-x-reverse">
        <Column head={<span className="text-muted">It was</span>} label={`${label}: what it was`}>
          <Value text={base} other={undefined} />
        </Column>
        <Column
          isChosen={decision === "mine"}
          label={`${label}: yours`}
          head={
            <Choice name={name} isChosen={decision === "mine"} onChoose={() => onDecide("mine")}>
              Yours
            </Choice>
          }
        >
          <Value text={mine} other={base} />
        </Column>
        <Column
          isChosen={decision === "theirs"}
          label={`${label}: ${theirName}'s`}
          head={
            <Choice name={name} isChosen={decision === "theirs"} onChoose={() => onDecide("theirs")}>
              {theirName}’s
            </Choice>
          }
        >
          <Value text={theirs} other={base} />
        </Column>
      </div>
      {kind === "text" && (
        <div className={cn("border-line border-t", isByHand && "rounded-b-lg bg-accent-soft")}>
          <Choice name={name} isChosen={isByHand} onChoose={() => onDecide({ text: ownText })}>
            Write it yourself
          </Choice>
          {isByHand && (
            <div className="px-3 pb-3">
              <Textarea
                isMono
                dir="auto"
                aria-label={`${label}: written by yourself`}
                value={decision.text}
                onChange={(event) => onDecide({ text: event.currentTarget.value })}
              />
            </div>
          )}
        </div>
      )}
    </fieldset>
  );
}

function hintFor({ kind, mine = "", theirs = "" }: MergeConflict): string {
  switch (kind) {
    case "text":
      // A single line is chosen whole.
      return `${mine}${theirs}`.includes("\n") ? "Lines that only one of you changed stay whichever you choose." : "";
    case "part":
      return "One of you deleted it, the other edited it.";
    case "order":
      return "You both moved parts of this list.";
    case "value":
      return "";
  }
}

interface ChoiceProps {
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}

function Choice({ name, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label className="flex min-h-9 cursor-pointer items-center gap-2 px-3 font-medium text-sm hover:text-accent-ink pointer-coarse:min-h-11">
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        className="size-4 shrink-0 appearance-none rounded-full border border-control bg-surface shadow-1 checked:border-[5px] checked:border-accent"
      />
      {children}
      {isChosen && <Check aria-hidden="true" className="ms-auto size-4 text-accent-ink" />}
    </label>
  );
}

interface ColumnProps {
  head: ReactNode;
  label: string;
  isChosen?: boolean;
  children: ReactNode;
}

function Column({ head, label, isChosen = false, children }: ColumnProps) {
  return (
    <div className={cn("flex min-w-0 flex-col", isChosen && "bg-accent-soft")}>
      <div className="flex min-h-9 items-center px-3 font-medium text-sm has-[label]:px-0 [&>label]:flex-1">{head}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a scrolling box of text, not a part of the page's outline. */}
      <div
        role="region"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
        className="mx-3 mb-3 max-h-64 overflow-auto rounded-sm"
      >
        {children}
      </div>
    </div>
  );
}

/** `other` is what it is compared with; nothing is marked in what it was. */
function Value({ text, other }: { text: string | undefined; other: string | undefined }) {
  const isMarked = other !== undefined;
  const before = useMemo(() => (isMarked ? other : (text ?? "")), [isMarked, other, text]);
  if (text === undefined) return <p className="text-muted text-sm italic">Deleted</p>;
  if (text === "") return <p className="text-muted text-sm italic">Empty</p>;
  return <ChangedText before={before} after={text} />;
}
