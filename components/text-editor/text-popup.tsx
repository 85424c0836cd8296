"use client";

import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { popupClass } from "@/components/ui/popup-class";

interface TextPopupProps {
  /** Where it belongs, on the screen; asked anew when the page scrolls. */
  anchor: () => DOMRect | undefined;
  /** The side it takes where there is room. */
  side: "above" | "below";
  /** Something inside the box that is typed into: the popup stays in its width where it can. */
  within: RefObject<HTMLElement | null>;
  className?: string;
  onPointerEnter?: () => void;
  onPointerLeave?: () => void;
  children: ReactNode;
}

const gap = 6;
const margin = 8;

/** A box at a piece of a text, in the browser's top layer: no scrolling pane cuts it off, and the focus stays put. */
export function TextPopup({ anchor, side, within, className, children, ...pointer }: TextPopupProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current && !box.current.matches(":popover-open")) box.current.showPopover();
  }, []);
  useLayoutEffect(() => {
    const place = () => placeBox(box.current, anchor(), side, within.current?.parentElement?.getBoundingClientRect());
    place();
    window.addEventListener("scroll", place, { capture: true, passive: true });
    window.addEventListener("resize", place);
    return () => {
      window.removeEventListener("scroll", place, { capture: true });
      window.removeEventListener("resize", place);
    };
  });
  return (
    <div
      ref={box}
      popover="manual"
      {...pointer}
      className={cn(popupClass, "fixed inset-auto m-0 max-w-[calc(100vw-1rem)] overflow-visible p-0", className)}
    >
      {children}
    </div>
  );
}

/** On the wished side where it fits, else where there is more room; never beyond the edges of the window. */
function placeBox(
  box: HTMLElement | null,
  anchor: DOMRect | undefined,
  side: "above" | "below",
  frame: DOMRect | undefined,
): void {
  if (!box || !anchor) return;
  const { offsetWidth: width, offsetHeight: height } = box;
  const above = anchor.top - gap - height;
  const below = anchor.bottom + gap;
  const fitsAbove = above >= margin;
  const fitsBelow = below + height <= window.innerHeight - margin;
  const isBelow = side === "below" ? fitsBelow || !fitsAbove : !fitsAbove;
  const inFrame = frame ? Math.max(frame.left, Math.min(anchor.left, frame.right - width)) : anchor.left;
  const left = Math.max(margin, Math.min(inFrame, window.innerWidth - margin - width));
  box.style.left = `${left}px`;
  box.style.top = `${isBelow ? below : above}px`;
}
