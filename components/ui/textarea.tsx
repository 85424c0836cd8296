"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

interface TextareaProps extends ComponentProps<"textarea"> {
  isMono?: boolean;
}

/** Grows with its text where the browser can, and can be dragged taller where it cannot. */
export function Textarea({ isMono = false, rows = 3, className, ...props }: TextareaProps) {
  const field = useFieldControl(props);
  return (
    <textarea
      {...(isMono && { spellCheck: false, autoCapitalize: "off", autoCorrect: "off" })}
      {...props}
      {...field}
      rows={rows}
      // A height in rows keeps `rows` as the smallest size once the field sizes itself by its content. Summed up here: a
      // browser rewrites a sum, and React would take that for another style.
      style={{ minHeight: `${rows * 1.25 + 0.875}rem`, ...props.style }}
      className={cn(
        "control field-sizing-content max-h-[32rem] w-full min-w-0 resize-y px-2.5 py-1.5",
        isMono && "font-mono text-xs leading-5",
        className,
      )}
    />
  );
}
