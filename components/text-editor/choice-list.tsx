"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";

interface ChoiceListProps {
  id: string;
  label: string;
  choices: readonly { key: string; content: ReactNode }[];
  /** The one that Enter would take. */
  active: number;
  onChoose: (index: number) => void;
}

export function choiceId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** A list at the caret of an input. The focus stays in the input, which names the active choice and has the keys. */
export function ChoiceList({ id, label, choices, active, onChoose }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const option = list.current?.children[active];
    option?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className="max-h-56 overflow-y-auto p-1">
      {choices.map(({ key, content }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus.
        <div
          key={key}
          id={choiceId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
          className={cn(
            "flex min-h-6 cursor-pointer items-baseline gap-3 rounded-sm px-2 py-0.5 hover:bg-hover pointer-coarse:min-h-9 pointer-coarse:items-center",
            index === active && "bg-selected",
          )}
        >
          {content}
        </div>
      ))}
    </div>
  );
}
