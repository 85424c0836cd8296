"use client";

import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

interface NativeSelectProps extends Omit<ComponentProps<"select">, "children"> {
  options: readonly { value: string; label: string; isDisabled?: boolean }[];
  /** Shown while nothing is chosen; cannot be chosen itself. */
  placeholder?: string;
}

/** The browser's own list in our box. For pages that must stay light, and for long lists on phones. */
export function NativeSelect({ options, placeholder, className, ...props }: NativeSelectProps) {
  const field = useFieldControl(props);
  const isUncontrolled = props.value === undefined && props.defaultValue === undefined;
  return (
    <div className={cn("relative min-w-0", className)}>
      <select
        {...(placeholder && isUncontrolled && { defaultValue: "" })}
        {...props}
        {...field}
        className="control h-8 w-full min-w-0 appearance-none truncate ps-2.5 pe-8 pointer-coarse:h-10"
      >
        {placeholder !== undefined && (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown
        aria-hidden="true"
        className="pointer-events-none absolute end-2 top-1/2 size-3.5 -translate-y-1/2 text-faint"
      />
    </div>
  );
}
