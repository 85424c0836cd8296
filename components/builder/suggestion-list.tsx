"use client";

import { cn } from "@/components/ui/cn";
import type { Completion } from "@/lib/destination/language/complete";
import { ChoiceList } from "./choice-list";

interface SuggestionListProps {
  id: string;
  completions: readonly Completion[];
  active: number;
  onChoose: (index: number) => void;
}

const inks: Record<Completion["kind"], string> = {
  variable: "text-syntax-variable",
  property: "text-syntax-variable",
  filter: "text-syntax-keyword",
  argument: "text-syntax-string",
  declare: "text-accent-ink",
};

const labels: Record<Completion["kind"], string> = {
  variable: "Variables",
  declare: "Variables",
  property: "Properties",
  filter: "Filters",
  argument: "Arguments",
};

/** What may be written at the caret, with what is known about the active one under it. */
export function SuggestionList({ id, completions, active, onChoose }: SuggestionListProps) {
  const chosen = completions[active];
  if (!chosen) return null;
  const choices = completions.map((completion) => ({
    key: `${completion.kind} ${completion.label}`,
    content: <Suggestion completion={completion} />,
  }));
  return (
    <>
      <ChoiceList id={id} label={labels[chosen.kind]} choices={choices} active={active} onChoose={onChoose} />
      {chosen.documentation !== "" && (
        <div className="whitespace-pre-line break-words rounded-b-lg border-line border-t bg-sunken px-3 py-2 text-muted text-xs">
          {chosen.documentation.replace(/\n{2,}/g, "\n")}
        </div>
      )}
    </>
  );
}

function Suggestion({ completion: { kind, label, detail, value } }: { completion: Completion }) {
  return (
    <>
      <span className={cn("min-w-0 max-w-[60%] shrink-0 truncate font-mono text-xs", inks[kind])}>{label}</span>
      <span className="min-w-0 flex-1 truncate text-faint text-xs">{detail}</span>
      {value !== undefined && (
        <span className="max-w-36 shrink-0 truncate font-mono text-2xs text-muted">
          <span className="sr-only">Now </span>
          {value}
        </span>
      )}
    </>
  );
}
