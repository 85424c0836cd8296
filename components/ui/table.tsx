import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

interface TableProps {
  /** What the table lists. Names the table and its scrolling box. */
  label: string;
  /** Less air, for tables inside panels. */
  isDense?: boolean;
  className?: string;
  children: ReactNode;
}

/** A table that scrolls sideways by itself, so that the page never does. */
export function Table({ label, isDense = false, className, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <section> per table would flood the list of landmarks less usefully than this named region.
    <div
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
      tabIndex={0}
      className={cn("relative min-w-0 overflow-x-auto focus-visible:-outline-offset-2", className)}
    >
      <table
        aria-label={label}
        data-dense={isDense || undefined}
        className="group/table w-full border-collapse text-start text-sm"
      >
        {children}
      </table>
    </div>
  );
}

export function Thead({ className, ...props }: ComponentProps<"thead">) {
  return <thead {...props} className={cn("border-line border-b bg-sunken", className)} />;
}

export function Tbody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody {...props} className={cn("[&>tr+tr]:border-line [&>tr+tr]:border-t", className)} />;
}

interface RowProps extends ComponentProps<"tr"> {
  isSelected?: boolean;
  /** Tints under the pointer. For rows whose first cell links somewhere. */
  isInteractive?: boolean;
}

export function Tr({ isSelected = false, isInteractive = false, className, ...props }: RowProps) {
  return (
    <tr
      {...props}
      aria-current={isSelected || undefined}
      className={cn("relative", isInteractive && "hover:bg-hover", isSelected && "bg-selected", className)}
    />
  );
}

interface CellProps {
  isNumeric?: boolean;
}

export function Th({ isNumeric = false, scope = "col", className, ...props }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      {...props}
      scope={scope}
      className={cn(
        "h-8 whitespace-nowrap px-3 font-medium text-muted text-xs first:ps-4 last:pe-4 group-data-dense/table:h-7 group-data-dense/table:px-2 group-data-dense/table:first:ps-3 group-data-dense/table:last:pe-3",
        isNumeric ? "text-end" : "text-start",
        className,
      )}
    />
  );
}

export function Td({ isNumeric = false, className, ...props }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      {...props}
      className={cn(
        "h-10 px-3 py-1.5 align-middle first:ps-4 last:pe-4 group-data-dense/table:h-8 group-data-dense/table:px-2 group-data-dense/table:py-1 group-data-dense/table:first:ps-3 group-data-dense/table:last:pe-3",
        isNumeric && "text-end tabular-nums",
        className,
      )}
    />
  );
}
