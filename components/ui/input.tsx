"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

interface InputProps extends ComponentProps<"input"> {
  /** Something inside the box before the text: an icon, a `$`. */
  start?: ReactNode;
  /** Something inside the box after the text: a unit, a small button. */
  end?: ReactNode;
  /** For URLs, variables and other text in which every character counts. */
  isMono?: boolean;
}

const height = "h-8 pointer-coarse:h-10";

export function Input({ start, end, isMono = false, className, ...props }: InputProps) {
  const field = useFieldControl(props);
  const code = isMono && { autoCapitalize: "off", autoCorrect: "off", autoComplete: "off", spellCheck: false };
  const text = isMono && "font-mono text-xs";
  if (!start && !end) {
    return (
      <input {...code} {...props} {...field} className={cn("control w-full min-w-0 px-2.5", height, text, className)} />
    );
  }
  return (
    <div className={cn("control flex w-full min-w-0 items-center gap-1.5 px-2.5", height, className)}>
      {start && <span className="flex shrink-0 items-center text-faint text-sm [&_svg]:size-4">{start}</span>}
      <input
        {...code}
        {...props}
        {...field}
        className={cn("h-full w-full min-w-0 bg-transparent outline-none disabled:cursor-not-allowed", text)}
      />
      {end && <span className="-me-1 flex shrink-0 items-center text-faint text-xs [&_svg]:size-4">{end}</span>}
    </div>
  );
}
