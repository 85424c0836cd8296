"use client";

import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-class";
import { type Method, send } from "@/lib/client/send";

interface ConfirmButtonProps {
  label: string;
  /** For screen readers, where several buttons of the same label stand below each other. */
  fullLabel?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  /** Of the final press; `danger` unless nothing is lost by it. */
  tone?: "primary" | "danger";
  method: Method;
  url: string;
  onDone: (data: unknown) => void;
}

/** A change that is asked about first. A refusal is shown in the question, which stays open. */
export function ConfirmButton({
  label,
  fullLabel,
  variant,
  size,
  method,
  url,
  onDone,
  ...question
}: ConfirmButtonProps) {
  const [isOpen, setIsOpen] = useState(false);

  async function confirm() {
    const answer = await send(method, url);
    if (!answer.ok) throw new Error(answer.problem.message);
    onDone(answer.data);
  }

  return (
    <>
      <Button variant={variant} size={size} aria-label={fullLabel} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <ConfirmDialog isOpen={isOpen} onOpenChange={setIsOpen} onConfirm={confirm} {...question} />
    </>
  );
}
