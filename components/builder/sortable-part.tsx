"use client";

import { GripVertical } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { requestBuilder } from "./builder-events";
import type { ListMoves } from "./use-list-edits";
import { type Sortable, useSortable } from "./use-sortable";

interface SortablePartProps {
  list: ListMoves;
  id: string;
  /** What the part is called: "Region". */
  name: string;
  /** From 0, among those that are shown. */
  position: number;
  count: number;
  /** Moves one place up or down among those that are shown. */
  onMove: (step: -1 | 1) => void;
  className?: string;
  children: (handle: ReactNode) => ReactNode;
}

/** A part of a list that moves by its handle, with the pointer or the arrow keys. A line shows where it would land. */
export function SortablePart({ list, id, name, position, count, onMove, className, children }: SortablePartProps) {
  const sortable = useSortable({
    listKey: list.key,
    id,
    name,
    isEnabled: count > 1,
    onDropHere: (draggedId, edge) => list.moveTo(draggedId, id, edge),
  });
  const { edge, isDragging } = sortable;
  return (
    <div ref={sortable.part} className={cn("relative", isDragging && "opacity-45", className)}>
      {children(
        count > 1 && <Handle sortable={sortable} name={name} position={position} count={count} onMove={onMove} />,
      )}
      {edge && (
        <div
          aria-hidden="true"
          className={cn(
            "pointer-events-none absolute inset-x-0 z-10 h-0.5 rounded-full bg-accent before:absolute before:-top-[3px] before:-start-1 before:size-2 before:rounded-full before:border-2 before:border-accent before:bg-canvas",
            edge === "before" ? "-top-[5px]" : "-bottom-[5px]",
          )}
        />
      )}
    </div>
  );
}

interface HandleProps extends Pick<SortablePartProps, "name" | "position" | "count" | "onMove"> {
  sortable: Sortable;
}

function Handle({ sortable, name, position, count, onMove }: HandleProps) {
  const id = useId();
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const to = position + step;
    if (to < 0 || to >= count) {
      requestBuilder("announce", { text: `${name} is already ${to < 0 ? "first" : "last"}.` });
      return;
    }
    onMove(step);
    requestBuilder("announce", { text: `${name} moved to position ${to + 1} of ${count}.` });
    // An element that is moved in the page loses the focus.
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  }
  return (
    <button
      ref={sortable.handle}
      id={id}
      type="button"
      aria-label={`Move ${name}`}
      aria-description={`Position ${position + 1} of ${count}. Arrow keys move it.`}
      onKeyDown={onKeyDown}
      className={buttonClass({
        variant: "ghost",
        size: "sm",
        isSquare: true,
        className: "w-6! cursor-grab touch-none text-faint active:cursor-grabbing",
      })}
    >
      <GripVertical aria-hidden="true" />
    </button>
  );
}
