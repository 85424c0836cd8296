"use client";

import { AlertDialog as Parts } from "@base-ui/react/alert-dialog";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Callout } from "./callout";
import { backdropClass, PanelFoot } from "./dialog";

interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** A question that names what will happen: "Delete this field?" */
  title: ReactNode;
  description?: ReactNode;
  /** The verb of the title, not "OK". */
  confirmLabel: string;
  tone?: "primary" | "danger";
  /** The dialog stays, busy, until this is done. A thrown error is shown in it and it stays open. */
  onConfirm: () => void | Promise<void>;
  children?: ReactNode;
}

export function ConfirmDialog({
  isOpen,
  onOpenChange,
  title,
  description,
  confirmLabel,
  ...props
}: ConfirmDialogProps) {
  const { tone = "danger", onConfirm, children } = props;
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function confirm() {
    setIsBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "That did not work. Try again.");
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Parts.Root
      open={isOpen}
      onOpenChange={(next) => {
        if (isBusy) return;
        setProblem(undefined);
        onOpenChange(next);
      }}
    >
      <Parts.Portal>
        <Parts.Backdrop className={backdropClass} />
        <Parts.Viewport className="fixed inset-0 z-40 grid grid-cols-1 items-end justify-items-center sm:items-center sm:p-6">
          <Parts.Popup className="w-full rounded-t-xl border border-line-strong bg-raised text-ink shadow-3 outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 sm:max-w-md sm:rounded-xl">
            <div className="space-y-2 px-5 pt-4 pb-5">
              <Parts.Title className="break-words font-semibold text-lg">{title}</Parts.Title>
              {description && <Parts.Description className="text-muted text-sm">{description}</Parts.Description>}
              {children}
              {problem && (
                <Callout tone="danger" isLive>
                  {problem}
                </Callout>
              )}
            </div>
            <PanelFoot>
              <Parts.Close render={<Button />} disabled={isBusy}>
                Cancel
              </Parts.Close>
              <Button variant={tone} isLoading={isBusy} onClick={confirm}>
                {confirmLabel}
              </Button>
            </PanelFoot>
          </Parts.Popup>
        </Parts.Viewport>
      </Parts.Portal>
    </Parts.Root>
  );
}
