"use client";

import { Dialog as Parts } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode, RefObject } from "react";
import { type ButtonVariant, buttonClass } from "./button-class";
import { cn } from "./cn";

interface DialogProps {
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** A button that opens it, for a dialog that keeps its own state. */
  trigger?: ReactElement;
  children: ReactNode;
}

export function Dialog({ isOpen, onOpenChange, trigger, children }: DialogProps) {
  return (
    <Parts.Root open={isOpen} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Parts.Trigger render={trigger} />}
      {children}
    </Parts.Root>
  );
}

const widths = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-5xl" } as const;

interface DialogContentProps {
  title: ReactNode;
  description?: ReactNode;
  size?: keyof typeof widths;
  /** Buttons at the end; the one that does it comes last. */
  footer?: ReactNode;
  initialFocus?: RefObject<HTMLElement | null>;
  isFlush?: boolean;
  /** Which way it is written, where that isn't the page's. */
  dir?: "ltr" | "rtl" | undefined;
  /** The language that it is in, where that isn't the page's. */
  lang?: string | undefined;
  /** What the button in the corner is called, in that language. */
  closeLabel?: string;
  className?: string;
  children?: ReactNode;
}

/** The panel. In the middle on a desk, at the bottom edge on a phone. Long content scrolls between head and foot. */
export function DialogContent({ title, description, size = "md", footer, children, ...props }: DialogContentProps) {
  return (
    <Parts.Portal>
      <Parts.Backdrop className={backdropClass} />
      <Parts.Viewport className="fixed inset-0 z-40 grid grid-cols-1 items-end justify-items-center sm:items-center sm:p-6">
        <Parts.Popup
          initialFocus={props.initialFocus}
          dir={props.dir}
          lang={props.lang}
          className={cn(
            "flex max-h-[calc(100dvh-2rem)] w-full flex-col rounded-t-xl border border-line-strong bg-raised text-ink shadow-3 outline-none sm:max-h-[min(48rem,calc(100dvh-3rem))] sm:rounded-xl",
            "transition-[opacity,translate,scale] duration-150 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 sm:data-ending-style:scale-98 sm:data-starting-style:scale-98",
            widths[size],
            props.className,
          )}
        >
          <PanelHead title={title} description={description} closeLabel={props.closeLabel} />
          <div className={cn("min-h-0 flex-1 overflow-y-auto overscroll-contain", !props.isFlush && "px-5 pt-1 pb-5")}>
            {children}
          </div>
          {footer && <PanelFoot>{footer}</PanelFoot>}
        </Parts.Popup>
      </Parts.Viewport>
    </Parts.Portal>
  );
}

export const backdropClass =
  "fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";

interface PanelHeadProps {
  title: ReactNode;
  description?: ReactNode;
  closeLabel?: string | undefined;
}

/** Title, description and the way out; shared with the sheet. */
export function PanelHead({ title, description, closeLabel = "Close" }: PanelHeadProps) {
  return (
    <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
      <div className="min-w-0">
        <Parts.Title className="break-words font-semibold text-ink text-lg">{title}</Parts.Title>
        {description && <Parts.Description className="mt-0.5 text-muted text-sm">{description}</Parts.Description>}
      </div>
      <Parts.Close
        aria-label={closeLabel}
        className={buttonClass({ variant: "ghost", isSquare: true, className: "-me-1.5 -mt-0.5" })}
      >
        <X aria-hidden="true" />
      </Parts.Close>
    </div>
  );
}

export function PanelFoot({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {children}
    </div>
  );
}

interface DialogCloseProps {
  variant?: ButtonVariant;
  isDisabled?: boolean;
  children?: ReactNode;
}

/** A button that closes the dialog or sheet around it. */
export function DialogClose({ variant = "secondary", isDisabled = false, children = "Cancel" }: DialogCloseProps) {
  return (
    <Parts.Close disabled={isDisabled} className={buttonClass({ variant })}>
      {children}
    </Parts.Close>
  );
}
