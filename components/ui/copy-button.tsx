"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";

interface CopyButtonProps {
  /** The text, or how to make it when it is costly. */
  text: string | (() => string);
  label?: string;
  size?: ButtonSize;
  variant?: ButtonVariant;
  isIconOnly?: boolean;
  className?: string;
}

export function CopyButton({ text, label = "Copy", size = "sm", variant = "ghost", ...props }: CopyButtonProps) {
  const { isIconOnly = false, className } = props;
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
      setState("copied");
    } catch {
      // Browsers refuse on plain http and without permission; the text can still be selected by hand.
      setState("refused");
    }
  }

  const said = state === "copied" ? "Copied" : state === "refused" ? "The browser did not allow copying" : "";
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={isIconOnly ? label : undefined}
      className={buttonClass({ variant, size, isSquare: isIconOnly, className })}
    >
      {state === "copied" ? <Check className="text-success-ink" /> : <Copy />}
      {!isIconOnly && label}
      <span role="status" className="sr-only">
        {said}
      </span>
    </button>
  );
}
