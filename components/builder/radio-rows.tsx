"use client";

import { useId } from "react";
import { cn } from "@/components/ui/cn";

interface RadioRowsProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; description: string; sample?: string }[];
  onValueChange: (value: Value) => void;
  /** For focus from elsewhere. */
  id?: string;
}

/** One choice of a few that each need a sentence. Real radio buttons, one a row. */
export function RadioRows<Value extends string>({ label, value, options, onValueChange, id }: RadioRowsProps<Value>) {
  const name = useId();
  return (
    <div
      id={id}
      role="radiogroup"
      aria-label={label}
      className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-1"
    >
      {options.map((option) => {
        const isChosen = option.value === value;
        return (
          <label
            key={option.value}
            className={cn(
              "flex cursor-pointer items-start gap-2.5 px-3 py-2 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ring",
              isChosen ? "bg-selected" : "hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={isChosen}
              onChange={() => onValueChange(option.value)}
              className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-surface shadow-1 outline-none checked:border-[5px] checked:border-accent"
            />
            <span className="min-w-0 flex-1 @lg:flex @lg:items-baseline @lg:justify-between @lg:gap-4">
              <span className="block min-w-0 text-sm">
                <span className="font-medium text-ink">{option.label}</span>
                <span className="ms-2 text-muted">{option.description}</span>
              </span>
              {option.sample && <code className="block shrink-0 truncate text-2xs text-faint">{option.sample}</code>}
            </span>
          </label>
        );
      })}
    </div>
  );
}
