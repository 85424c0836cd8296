"use client";

import { cn } from "@/components/ui/cn";
import { ChoiceList } from "./choice-list";
import type { TextCompletion, TextLanguage } from "./text-language";

interface SuggestionListProps {
  id: string;
  completions: readonly TextCompletion[];
  looks: TextLanguage["completionLooks"];
  active: number;
  onChoose: (index: number) => void;
}

/** What may be written at the caret, with what is known about the active one under it. */
export function SuggestionList({ id, completions, looks, active, onChoose }: SuggestionListProps) {
  const chosen = completions[active];
  if (!chosen) return null;
  const choices = completions.map((completion) => ({
    key: `${completion.kind} ${completion.label}`,
    content: <Suggestion completion={completion} ink={looks[completion.kind]?.ink} />,
  }));
  return (
    <>
      <ChoiceList
        id={id}
        label={looks[chosen.kind]?.label ?? "Suggestions"}
        choices={choices}
        active={active}
        onChoose={onChoose}
      />
      {chosen.documentation !== "" && (
        <div className="whitespace-pre-line break-words rounded-b-lg border-line border-t bg-sunken px-3 py-2 text-muted text-xs">
          {chosen.documentation.replace(/\n{2,}/g, "\n")}
        </div>
      )}
    </>
  );
}

function Suggestion({ completion, ink }: { completion: TextCompletion; ink: string | undefined }) {
  const { label, detail, value } = completion;
  return (
    <>
      <span className={cn("min-w-0 max-w-[60%] shrink-0 truncate font-mono text-xs", ink)}>{label}</span>
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
