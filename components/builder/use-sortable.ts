"use client";

import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { pointerOutsideOfPreview } from "@atlaskit/pragmatic-drag-and-drop/element/pointer-outside-of-preview";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Edge } from "./list-edits";

interface SortableOptions {
  /** Parts move only within their own list. */
  listKey: string;
  id: string;
  /** Drawn under the pointer. */
  name: string;
  isEnabled: boolean;
  onDropHere: (draggedId: string, edge: Edge) => void;
}

export interface Sortable {
  part: RefObject<HTMLDivElement | null>;
  handle: RefObject<HTMLButtonElement | null>;
  isDragging: boolean;
  /** Where what is dragged over this part would come to stand. */
  edge: Edge | undefined;
}

/** One part of a list that can be dragged by its handle, and that others can be dropped beside. */
export function useSortable({ listKey, id, name, isEnabled, onDropHere }: SortableOptions): Sortable {
  const part = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const [isDragging, setIsDragging] = useState(false);
  const [edge, setEdge] = useState<Edge>();
  const drop = useEffectEvent(onDropHere);
  const nameNow = useEffectEvent(() => name);

  useEffect(() => {
    const { current: element } = part;
    const { current: dragHandle } = handle;
    if (!isEnabled || !element || !dragHandle) return;
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ listKey, id }),
        onGenerateDragPreview: ({ nativeSetDragImage }) =>
          setCustomNativeDragPreview({
            nativeSetDragImage,
            getOffset: pointerOutsideOfPreview({ x: "12px", y: "8px" }),
            render: ({ container }) => drawPreview(container, nameNow()),
          }),
        onDragStart: () => setIsDragging(true),
        onDrop: () => setIsDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.listKey === listKey && source.data.id !== id,
        getData: ({ input }) => ({ edge: edgeAt(element, input.clientY) }),
        onDrag: ({ self }) => setEdge(edgeOf(self.data.edge)),
        onDragLeave: () => setEdge(undefined),
        onDrop: ({ self, source }) => {
          setEdge(undefined);
          const to = edgeOf(self.data.edge);
          if (to && typeof source.data.id === "string") drop(source.data.id, to);
        },
      }),
    );
  }, [listKey, id, isEnabled]);

  return { part, handle, isDragging, edge };
}

function edgeAt(element: HTMLElement, y: number): Edge {
  const { top, height } = element.getBoundingClientRect();
  return y < top + height / 2 ? "before" : "after";
}

function edgeOf(value: unknown): Edge | undefined {
  return value === "before" || value === "after" ? value : undefined;
}

/** The name alone: an open part would cover what one aims at. */
function drawPreview(container: HTMLElement, name: string): void {
  const chip = document.createElement("div");
  chip.textContent = name;
  chip.className =
    "max-w-72 truncate rounded-md border border-accent bg-raised px-3 py-1.5 font-medium text-ink text-sm shadow-2";
  container.append(chip);
}
