import { cn } from "./cn";
import { formatPercent } from "./format-number";

interface ProgressBarProps {
  /** What is going on. */
  label: string;
  /** Absent while nobody can say how much is left. */
  value?: number;
  max?: number;
  isLabelHidden?: boolean;
  className?: string;
}

export function ProgressBar({ label, value, max = 100, isLabelHidden = false, className }: ProgressBarProps) {
  const share = value === undefined || max <= 0 ? undefined : Math.min(1, Math.max(0, value / max));
  return (
    <div className={className}>
      <div aria-hidden="true" className={cn("mb-1.5 flex justify-between gap-3 text-xs", isLabelHidden && "hidden")}>
        <span className="text-muted">{label}</span>
        {share !== undefined && <span className="text-ink">{formatPercent(share)}</span>}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        {share === undefined ? (
          <div className="h-full w-1/4 animate-drift rounded-full bg-accent" />
        ) : (
          <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
        )}
      </div>
    </div>
  );
}
