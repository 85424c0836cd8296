import { Check, Minus, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ClassificationStep } from "@/lib/destination/error-catalog";

const looks = {
  matched: { word: "Matched", Icon: Check, ink: "text-success-ink" },
  outranked: { word: "Nearly", Icon: Minus, ink: "text-warning-ink" },
  not_matched: { word: "No match", Icon: X, ink: "text-faint" },
} as const;

/** Which entry of the error catalog was taken, which nearly was, and why the others were not. */
export function TraceList({ trace }: { trace: readonly ClassificationStep[] }) {
  if (trace.length === 0)
    return <p className="text-muted text-sm">This endpoint's error catalog has no entries yet.</p>;
  return (
    <ul className="space-y-1.5">
      {trace.map((step) => {
        const { word, Icon, ink } = looks[step.result];
        return (
          <li key={step.entryId} className="flex items-start gap-2 text-sm">
            <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", ink)} />
            <span className="min-w-0 break-words">
              <span className="font-medium text-ink">{step.label}</span>
              <span className={cn("ms-2 text-xs", ink)}>{word}</span>
              <span className="block text-muted text-xs">{step.reason}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
