"use client";

import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { useBuilderRequest } from "./builder-events";
import { clampShare, type Split, splitDefault, splitMax, splitMin, writeSplit } from "./split-share";

const keyStep = 2;
/** Dragged this near to the end, the second pane folds away. */
const foldFrom = 88;

interface SplitPaneProps {
  /** From the cookie, so that the first paint has the panes where they were. */
  initial: Split;
  onFold: (isFolded: boolean) => void;
  /** On narrow screens one pane shows at a time. */
  shown: "first" | "second";
  first: ReactNode;
  second: ReactNode;
  labels: { first: string; second: string };
}

/** Whether the screen has room for the two panes. */
export function areBothShown(): boolean {
  return window.matchMedia("(min-width: 64rem)").matches;
}

/** Two panes that scroll by themselves, and a separator that pointer and arrow keys move. The second one folds away. */
export function SplitPane({ initial, onFold, shown, first, second, labels }: SplitPaneProps) {
  const [split, setSplit] = useState(initial);
  const frame = useRef<HTMLDivElement>(null);
  const { share, isFolded } = split;

  function change(next: Split) {
    setSplit(next);
    if (next.isFolded !== isFolded) onFold(next.isFolded);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers we support.
    document.cookie = writeSplit(next);
  }
  const move = (next: number) => change({ share: clampShare(next), isFolded: false });
  useBuilderRequest("toggle-preview", () => {
    if (areBothShown()) change({ share, isFolded: !isFolded });
  });
  useBuilderRequest("show-side", (detail) => {
    if (detail?.side === "preview" && isFolded) change({ share, isFolded: false });
  });

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    const box = frame.current.getBoundingClientRect();
    const fromStart =
      getComputedStyle(frame.current).direction === "rtl" ? box.right - event.clientX : event.clientX - box.left;
    const wanted = (fromStart / box.width) * 100;
    if (wanted > foldFrom) change({ share, isFolded: true });
    else move(wanted);
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
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(next);
  }

  const style: CSSProperties & Record<"--share", string> = { "--share": isFolded ? "calc(100% - 1px)" : `${share}%` };
  // Positioned, so that what is hidden for the eye only inside a pane doesn't make the whole page scroll.
  const pane = "relative min-w-0 lg:h-full lg:overflow-y-auto lg:overscroll-contain";
  return (
    <div ref={frame} style={style} className="min-h-0 flex-1 lg:flex">
      <section
        aria-label={labels.first}
        className={cn(pane, "lg:block lg:w-(--share) lg:shrink-0", shown !== "first" && "hidden")}
      >
        {first}
      </section>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule can be neither focused nor moved. */}
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={`Width of ${labels.first}. Arrow keys move it, Enter resets it.`}
        aria-valuenow={isFolded ? 100 : Math.round(share)}
        aria-valuemin={splitMin}
        aria-valuemax={isFolded ? 100 : splitMax}
        aria-valuetext={isFolded ? `${labels.second} is folded away` : undefined}
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
      <section
        aria-label={labels.second}
        className={cn(pane, isFolded ? "lg:hidden" : "lg:block lg:flex-1", shown !== "second" && "max-lg:hidden")}
      >
        {second}
      </section>
    </div>
  );
}
