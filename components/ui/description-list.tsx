import type { ReactNode } from "react";
import { cn } from "./cn";

interface DescriptionListProps {
  items: readonly { term: string; value: ReactNode }[];
  /** For a side column: the names take less of it. */
  isNarrow?: boolean;
  className?: string;
}

/** Names and values, side by side where there is room. */
export function DescriptionList({ items, isNarrow = false, className }: DescriptionListProps) {
  return (
    <dl className={cn("text-sm", className)}>
      {items.map((item) => (
        <div
          key={item.term}
          className="flex flex-col gap-x-4 border-line border-b py-2 first:pt-0 last:border-0 last:pb-0 sm:flex-row"
        >
          <dt className={cn("shrink-0 break-words text-muted", isNarrow ? "sm:w-28" : "sm:w-40")}>{item.term}</dt>
          <dd className="min-w-0 flex-1 break-words text-ink">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
