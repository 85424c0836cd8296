"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { tokenOffsetAt } from "./text-backdrop";

interface Shown {
  offset: number;
  /** Why it shows: the caret rests in a token, or the pointer does. */
  by: "caret" | "pointer";
}

const restMs = { caret: 450, pointer: 300 } as const;
/** As long as the way from the text to the card takes. */
const leaveMs = 200;

/** The card about the token in which the caret or the pointer rests. It waits, so that it doesn't flicker along. */
export function useHoverCard(backdrop: RefObject<HTMLElement | null>) {
  const [shown, setShown] = useState<Shown>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = useCallback((next: Shown | undefined, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(next), ms);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setShown(undefined);
  }, []);
  return {
    shown,
    hide,
    /** The caret came to rest here without typing. */
    restAt: (offset: number) => later({ offset, by: "caret" }, restMs.caret),
    onPointerMove: (event: { clientX: number; clientY: number; pointerType: string }) => {
      if (event.pointerType === "touch" || shown?.by === "caret") return;
      const offset = tokenOffsetAt(backdrop.current, event.clientX, event.clientY);
      if (offset === shown?.offset) clearTimeout(timer.current);
      else
        later(
          offset === undefined ? undefined : { offset, by: "pointer" },
          offset === undefined ? leaveMs : restMs.pointer,
        );
    },
    onPointerLeave: () => {
      if (shown?.by !== "caret") later(undefined, leaveMs);
    },
    /** The pointer has reached the card. */
    keep: () => clearTimeout(timer.current),
  };
}
