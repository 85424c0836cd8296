"use client";

import { useEffect, useRef } from "react";
import type { VariableSuggestion } from "@/components/payload-editor/variable-suggestion";
import { cn } from "@/components/ui/cn";
import { popupClass } from "@/components/ui/popup-class";

interface SuggestionListProps {
  id: string;
  suggestions: readonly VariableSuggestion[];
  /** The name that Enter would take. */
  active: string | undefined;
  onChoose: (name: string) => void;
}

/** The list under a one-line template. The focus stays in the input, which names the active option. */
export function SuggestionList({ id, suggestions, active, onChoose }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Variables"
      className={cn(popupClass, "absolute inset-x-0 top-full z-30 mt-1 max-h-56 max-w-xl overflow-y-auto p-1")}
    >
      {suggestions.map((suggestion) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus.
        <div
          key={suggestion.name}
          id={`${id}-${suggestion.name}`}
          role="option"
          tabIndex={-1}
          aria-selected={suggestion.name === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion.name)}
          className={cn(
            "flex cursor-pointer items-baseline gap-3 rounded-sm px-2 py-1 hover:bg-hover",
            suggestion.name === active && "bg-selected",
          )}
        >
          <span className="shrink-0 font-mono text-syntax-variable text-xs">${suggestion.name}</span>
          <span className="min-w-0 flex-1 truncate text-muted text-xs">{suggestion.description}</span>
          {suggestion.value !== undefined && (
            <span className="max-w-40 shrink-0 truncate font-mono text-faint text-2xs">{suggestion.value}</span>
          )}
        </div>
      ))}
    </div>
  );
}
