import type { ReactNode } from "react";
import { cn } from "./cn";
import { softTone, solidTone, type Tone } from "./tone";

interface BadgeProps {
  tone?: Tone;
  hasDot?: boolean;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Badge({ tone = "neutral", hasDot = false, icon, className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 max-w-full shrink-0 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 font-medium text-2xs",
        "[&_svg]:size-3 [&_svg]:shrink-0",
        softTone[tone],
        className,
      )}
    >
      {hasDot && <span aria-hidden="true" className={cn("size-1.5 shrink-0 rounded-full", solidTone[tone])} />}
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
