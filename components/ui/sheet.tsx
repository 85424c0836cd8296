"use client";

import { Dialog as Parts } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode, RefObject } from "react";
import { cn } from "./cn";
import { backdropClass, PanelFoot, PanelHead } from "./dialog";

const sides = {
  right:
    "inset-y-0 end-0 w-full border-s data-ending-style:translate-x-full data-starting-style:translate-x-full rtl:data-ending-style:-translate-x-full rtl:data-starting-style:-translate-x-full",
  left: "inset-y-0 start-0 w-full border-e data-ending-style:-translate-x-full data-starting-style:-translate-x-full rtl:data-ending-style:translate-x-full rtl:data-starting-style:translate-x-full",
  bottom:
    "inset-x-0 bottom-0 max-h-[88dvh] rounded-t-xl border-t data-ending-style:translate-y-full data-starting-style:translate-y-full",
} as const;

const widths = { md: "sm:max-w-md", xl: "sm:max-w-3xl" } as const;

interface SheetProps {
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  trigger?: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  side?: keyof typeof sides;
  /** How wide one at the left or right may be. */
  size?: keyof typeof widths;
  footer?: ReactNode;
  /** What takes the focus when it opens; else the first thing that can. */
  initialFocus?: RefObject<HTMLElement | null>;
  className?: string;
  children: ReactNode;
}

/** A panel from the edge, for detail beside what one was reading. Behaves like a dialog. */
export function Sheet({
  isOpen,
  onOpenChange,
  trigger,
  title,
  description,
  side = "right",
  size = "md",
  ...props
}: SheetProps) {
  return (
    <Parts.Root open={isOpen} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Parts.Trigger render={trigger} />}
      <Parts.Portal>
        <Parts.Backdrop className={backdropClass} />
        <Parts.Popup
          initialFocus={props.initialFocus}
          className={cn(
            "fixed z-40 flex flex-col border-line-strong bg-raised text-ink shadow-3 outline-none transition-transform duration-200",
            sides[side],
            side !== "bottom" && widths[size],
            props.className,
          )}
        >
          <PanelHead title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5">{props.children}</div>
          {props.footer && <PanelFoot>{props.footer}</PanelFoot>}
        </Parts.Popup>
      </Parts.Portal>
    </Parts.Root>
  );
}
