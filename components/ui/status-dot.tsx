import { cn } from "./cn";
import { solidTone, type Tone } from "./tone";

interface StatusDotProps {
  tone?: Tone;
  /** The state in words; without it the dot is decoration beside words of your own. */
  label?: string;
  isPulsing?: boolean;
  className?: string;
}

export function StatusDot({ tone = "neutral", label, isPulsing = false, className }: StatusDotProps) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-muted text-xs", className)}>
      <span
        aria-hidden="true"
        className={cn("size-2 shrink-0 rounded-full", solidTone[tone], isPulsing && "animate-pulse")}
      />
      {label}
    </span>
  );
}
