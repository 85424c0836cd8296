"use client";

import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { formatTriggerText } from "@/lib/destination/trigger/language/format";

interface FormatTriggerButtonProps {
  value: string;
  onChange: (value: string) => void;
  /** As of the input. */
  members?: readonly string[];
}

/** Writes a trigger in its usual form. Small enough for the end of a label's line. */
export function FormatTriggerButton({ value, onChange, members }: FormatTriggerButtonProps) {
  const formatted = useMemo(() => formatTriggerText(value, members), [value, members]);
  const isIdle = formatted === undefined || formatted === value;
  if (value.trim() === "") return null;
  return (
    <button
      type="button"
      // Not disabled, so that the focus stays when there is nothing left to do.
      aria-disabled={isIdle}
      onClick={() => !isIdle && onChange(formatted)}
      className={cn(
        "inline-flex min-h-6 items-center rounded-sm px-1 text-xs",
        isIdle ? "cursor-default text-faint" : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      Format
    </button>
  );
}
