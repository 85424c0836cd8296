"use client";

import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";
import { cn } from "./cn";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  help?: ReactNode;
  isIndeterminate?: boolean;
  isLabelHidden?: boolean;
  onCheckedChange?: (isChecked: boolean) => void;
}

export function Checkbox({ label, help, isIndeterminate = false, className, ...rest }: CheckboxProps) {
  const { onCheckedChange, onChange, isLabelHidden = false, ...props } = rest;
  const helpId = useId();
  const ref = useRef<HTMLInputElement>(null);
  // Only a property, never an attribute, tells the browser that a box is neither on nor off.
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = isIndeterminate;
  }, [isIndeterminate]);
  return (
    <label className={cn("flex items-start gap-2 has-disabled:cursor-not-allowed", className)}>
      <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
        <input
          {...props}
          ref={ref}
          type="checkbox"
          aria-describedby={help ? helpId : props["aria-describedby"]}
          onChange={(event) => {
            onChange?.(event);
            onCheckedChange?.(event.currentTarget.checked);
          }}
          className="peer size-4 appearance-none rounded-xs border border-control bg-surface shadow-1 transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:border-line-strong disabled:bg-sunken disabled:shadow-none aria-invalid:border-danger"
        />
        <svg
          aria-hidden="true"
          viewBox="0 0 12 12"
          fill="none"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="pointer-events-none absolute size-3 stroke-on-accent opacity-0 peer-checked:opacity-100 peer-indeterminate:hidden peer-disabled:stroke-faint"
        >
          <path d="m2.5 6.2 2.4 2.4 4.6-5" />
        </svg>
        <span
          aria-hidden="true"
          className="pointer-events-none absolute hidden h-0.5 w-2 rounded-full bg-on-accent peer-indeterminate:block"
        />
      </span>
      <span className={cn("min-w-0 text-ink text-sm", isLabelHidden && "sr-only")}>
        {label}
        {help && (
          <span id={helpId} className="block text-muted text-xs">
            {help}
          </span>
        )}
      </span>
    </label>
  );
}
