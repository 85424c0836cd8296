import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface PartRowProps {
  /** Absent where there is nothing to move. */
  handle: ReactNode;
  /** Only the first row of a list has labels above its fields; handle and menu stand beside the fields. */
  hasLabels: boolean;
  /** The columns of the grid of fields, and their gaps. */
  columns: string;
  actions: ReactNode;
  children: ReactNode;
}

/** One part of a list on one line: its handle, its fields, its menu. */
export function PartRow({ handle, hasLabels, columns, actions, children }: PartRowProps) {
  const top = hasLabels ? "pt-7" : "pt-0.5";
  return (
    <div className="flex items-start gap-1">
      {handle && <div className={cn("-ms-1.5", top)}>{handle}</div>}
      <div className={cn("grid min-w-0 flex-1 items-start", columns)}>{children}</div>
      <div className={top}>{actions}</div>
    </div>
  );
}
