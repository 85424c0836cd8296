"use client";

import { Tooltip as Parts } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Shortcut } from "./shortcut";

interface TooltipProps {
  /** A few words for people who see; the element has its own name. */
  content: ReactNode;
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
  /** A button or a link. */
  children: ReactElement;
}

export function Tooltip({ content, shortcut, side = "top", children }: TooltipProps) {
  return (
    <Parts.Root>
      <Parts.Trigger delay={400} render={children} />
      <Parts.Portal>
        <Parts.Positioner side={side} sideOffset={6} className="z-50">
          <Parts.Popup className="flex max-w-72 origin-(--transform-origin) items-center gap-2 rounded-md border border-line-strong bg-raised px-2 py-1 text-ink text-xs shadow-2 transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 data-instant:transition-none">
            {content}
            {shortcut && <Shortcut keys={shortcut} />}
          </Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}
