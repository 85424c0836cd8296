"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role"> {
  label: ReactNode;
  help?: ReactNode;
  isLabelHidden?: boolean;
  onCheckedChange?: (isChecked: boolean) => void;
}

/** For what takes effect at once. What waits for a Save button is a checkbox. */
export function Switch({ label, help, isLabelHidden = false, className, ...rest }: SwitchProps) {
  const { onCheckedChange, onChange, ...props } = rest;
  const id = useId();
  const [labelId, helpId] = [`${id}-label`, `${id}-help`];
  return (
    <label className={cn("flex items-start gap-2.5 has-disabled:cursor-not-allowed", className)}>
      <span className="relative mt-px inline-flex h-[18px] w-8 shrink-0">
        <input
          {...props}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says itself whether it is checked.
          role="switch"
          // What it is called, without the help that stands in the same label.
          aria-labelledby={labelId}
          aria-describedby={help ? helpId : props["aria-describedby"]}
          onChange={(event) => {
            onChange?.(event);
            onCheckedChange?.(event.currentTarget.checked);
          }}
          className="peer size-full appearance-none rounded-full border border-control bg-control transition-colors checked:border-accent checked:bg-accent disabled:border-line-strong disabled:bg-line-strong disabled:opacity-70 forced-colors:border-[ButtonText] forced-colors:bg-[ButtonFace] forced-colors:forced-color-adjust-none forced-colors:checked:bg-[Highlight]"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute start-[3px] top-[3px] size-3 rounded-full bg-surface shadow-1 transition-[translate] peer-checked:translate-x-3.5 rtl:peer-checked:-translate-x-3.5 forced-colors:bg-[ButtonText] forced-colors:forced-color-adjust-none forced-colors:peer-checked:bg-[HighlightText]"
        />
      </span>
      <span className={cn("min-w-0 break-words text-ink text-sm", isLabelHidden && "sr-only")}>
        <span id={labelId}>{label}</span>
        {help && (
          <span id={helpId} className="block text-muted text-xs">
            {help}
          </span>
        )}
      </span>
    </label>
  );
}
