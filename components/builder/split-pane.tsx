"use client";

import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { clampShare, splitCookie, splitDefault, splitMax, splitMin } from "./split-share";

const keyStep = 2;

interface SplitPaneProps {
  /** From the cookie, so that the first paint has the panes where they were. */
  initialShare: number;
  /** On narrow screens one pane shows at a time. */
  shown: "first" | "second";
  first: ReactNode;
  second: ReactNode;
  labels: { first: string; second: string };
}

/** Two panes that scroll by themselves, and a separator that pointer and arrow keys move. */
export function SplitPane({ initialShare, shown, first, second, labels }: SplitPaneProps) {
  const [share, setShare] = useState(initialShare);
  const frame = useRef<HTMLDivElement>(null);

  function move(next: number) {
    const clamped = clampShare(next);
    setShare(clamped);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers we support.
    document.cookie = `${splitCookie}=${clamped}; path=/; max-age=31536000; samesite=lax`;
  }
  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    const box = frame.current.getBoundingClientRect();
    const fromStart =
      getComputedStyle(frame.current).direction === "rtl" ? box.right - event.clientX : event.clientX - box.left;
    move((fromStart / box.width) * 100);
  }
  function onKeyDown(event: KeyboardEvent) {
    const moves: Record<string, number> = {
      ArrowLeft: share - keyStep,
      ArrowRight: share + keyStep,
      Home: splitMin,
      End: splitMax,
      Enter: splitDefault,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  }

  const style: CSSProperties & Record<"--share", string> = { "--share": `${share}%` };
  // Positioned, so that what is hidden for the eye only inside a pane doesn't make the whole page scroll.
  const pane = "relative min-w-0 lg:block lg:h-full lg:overflow-y-auto lg:overscroll-contain";
  return (
    <div ref={frame} style={style} className="min-h-0 flex-1 lg:flex">
      <section
        aria-label={labels.first}
        className={cn(pane, "lg:w-(--share) lg:shrink-0", shown !== "first" && "hidden")}
      >
        {first}
      </section>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule can be neither focused nor moved. */}
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={`Width of ${labels.first}. Arrow keys move it, Enter resets it.`}
        aria-valuenow={Math.round(share)}
        aria-valuemin={splitMin}
        aria-valuemax={splitMax}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onDoubleClick={() => move(splitDefault)}
        onKeyDown={onKeyDown}
        className="group relative z-10 hidden w-px shrink-0 cursor-col-resize touch-none select-none bg-line before:absolute before:inset-y-0 before:-inset-x-1.5 hover:bg-accent focus-visible:bg-accent active:bg-accent lg:block"
      >
        <span
          aria-hidden="true"
          className="absolute top-1/2 left-1/2 h-8 w-1 -translate-1/2 rounded-full bg-line-strong group-hover:bg-accent group-focus-visible:bg-accent"
        />
      </div>
      <section aria-label={labels.second} className={cn(pane, "lg:flex-1", shown !== "second" && "hidden")}>
        {second}
      </section>
    </div>
  );
}
