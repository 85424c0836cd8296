"use client";

import { useEffect, useRef } from "react";
import { pluralize } from "@/components/ui/format-number";
import { useHistoryMove } from "./draft-pieces";
import type { HistoryMove } from "./draft-store";
import { revealChange } from "./reveal-change";

/** Shows and says what undo and redo did. */
export function HistoryMoves() {
  const moved = useHistoryMove();
  const shown = useRef(moved);
  useEffect(() => {
    if (moved === shown.current) return;
    shown.current = moved;
    const { path, caret } = moved ?? {};
    // Not in the effect itself: whatever folds or hides the place opens at once, and React is still at work here.
    if (path) queueMicrotask(() => revealChange(path, caret));
  }, [moved]);
  return (
    <p role="status" className="sr-only">
      {moved && wordsOf(moved)}
    </p>
  );
}

function wordsOf({ kind, label, count }: HistoryMove): string {
  if (kind === "kept") return `${label}: somebody else has changed this since, so it stays as it is.`;
  const done = kind === "undone" ? "Undone" : "Redone";
  return count > 1 ? `${done}: ${pluralize(count, "step")}, the last one ${label}` : `${done}: ${label}`;
}
