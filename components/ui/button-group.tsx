"use client";

import { type ReactNode, use, useId } from "react";
import { cn } from "./cn";
import { FieldContext } from "./field-context";

interface ButtonGroupProps {
  options: readonly { value: string; label: ReactNode; icon?: ReactNode; isDisabled?: boolean }[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  name?: string;
  size?: "sm" | "md";
  isDisabled?: boolean;
  isFullWidth?: boolean;
  "aria-label"?: string;
  className?: string;
}

/** One choice of a few, all in view. They are real radio buttons: arrow keys and forms work by themselves. */
export function ButtonGroup({ options, size = "md", className, ...props }: ButtonGroupProps) {
  const { value, defaultValue, onValueChange, name, isDisabled = false, isFullWidth = false } = props;
  const field = use(FieldContext);
  const ownName = useId();
  const isControlled = value !== undefined || onValueChange !== undefined;
  return (
    <div
      role="radiogroup"
      aria-label={props["aria-label"]}
      aria-labelledby={props["aria-label"] ? undefined : field?.labelId}
      aria-describedby={field?.isGroup && !field.isOfRadios ? undefined : field?.describedBy}
      aria-required={field?.isRequired || undefined}
      aria-invalid={field?.isInvalid || undefined}
      className={cn(
        "max-w-full flex-wrap rounded-md border bg-sunken p-0.5",
        field?.isInvalid ? "border-danger" : "border-line-strong",
        isFullWidth ? "flex" : "inline-flex self-start",
        className,
      )}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "relative flex cursor-pointer select-none items-center justify-center gap-1.5 rounded-[4px] border border-transparent text-center font-medium text-muted",
            "transition-[background-color,color] hover:text-ink has-checked:border-line-strong has-checked:bg-surface has-checked:text-accent-ink has-checked:shadow-1",
            "has-focus-visible:outline-2 has-focus-visible:outline-ring has-disabled:cursor-not-allowed has-disabled:text-faint",
            // Colours that the system forces would leave no difference.
            "forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText] forced-colors:has-checked:forced-color-adjust-none",
            "[&_svg]:size-3.5",
            size === "sm" ? "min-h-6 px-2 text-xs" : "min-h-6.5 px-2.5 text-sm",
            "pointer-coarse:min-h-9",
            // A long word breaks rather than go beyond the edge.
            isFullWidth ? "flex-1" : "min-w-0 max-w-full wrap-anywhere",
          )}
        >
          <input
            type="radio"
            name={name ?? ownName}
            value={option.value}
            disabled={isDisabled || option.isDisabled}
            className="absolute inset-0 m-0 size-full cursor-[inherit] appearance-none opacity-0"
            {...(isControlled
              ? { checked: value === option.value, onChange: () => onValueChange?.(option.value) }
              : { defaultChecked: defaultValue === option.value })}
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </div>
  );
}
