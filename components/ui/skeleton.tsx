import type { ReactNode } from "react";
import { cn } from "./cn";

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block animate-pulse rounded-sm bg-skeleton", className)} />;
}

const lineWidths = ["w-full", "w-11/12", "w-4/5", "w-full", "w-2/3"];

export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <span aria-hidden="true" className={cn("block space-y-2", className)}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move.
        <Skeleton key={line} className={cn("h-3.5", lineWidths[line % lineWidths.length])} />
      ))}
    </span>
  );
}

/** Holds the place of what is coming, says so, and shows nothing during the first 200 ms. */
export function Loading({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div role="status" className={cn("animate-late", className)}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}
