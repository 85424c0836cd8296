"use client";

import { Popover as Parts } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { popupClass } from "./popup-class";

interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement;
  title?: ReactNode;
  /** Names the popover when it has no title. */
  label?: string;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export function Popover({ trigger, title, label, isOpen, onOpenChange, children, ...props }: PopoverProps) {
  return (
    <Parts.Root open={isOpen} onOpenChange={(next) => onOpenChange?.(next)}>
      <Parts.Trigger render={trigger} />
      <Parts.Portal>
        <Parts.Positioner side={props.side} align={props.align} sideOffset={6} className="z-50 outline-none">
          <Parts.Popup
            aria-label={title ? undefined : label}
            className={cn(popupClass, "w-80 max-w-[calc(100vw-2rem)] p-3", props.className)}
          >
            {title && <Parts.Title className="mb-1 font-semibold text-ink text-sm">{title}</Parts.Title>}
            {children}
          </Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}
