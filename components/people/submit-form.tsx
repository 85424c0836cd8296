"use client";

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-class";
import { Callout } from "@/components/ui/callout";
import type { Method } from "@/lib/client/send";
import { useSend } from "./use-send";

interface SubmitFormProps {
  method?: Method;
  url: string;
  /** The request body, made of the form's values by name. */
  toBody: (values: Record<string, string>) => unknown;
  /** After success. The fields keep their values unless `isClearedAfter`. */
  onDone?: (data: unknown, values: Record<string, string>) => void;
  submitLabel: string;
  variant?: ButtonVariant;
  isFullWidth?: boolean;
  isClearedAfter?: boolean;
  /** Fields beside the button, in a line where there is room. */
  isInline?: boolean;
  children: (errorAt: (path: string) => string | undefined) => ReactNode;
}

/**
 * A small form. The browser checks what it can; what the server refuses appears at its field, or above the button
 * when it belongs to none; what was typed stays.
 */
export function SubmitForm({ method = "POST", url, toBody, onDone, children, ...props }: SubmitFormProps) {
  const { submitLabel, variant = "primary", isFullWidth = false, isClearedAfter = false, isInline = false } = props;
  const { start, isBusy, problem } = useSend();
  const form = useRef<HTMLFormElement>(null);
  // What was sent by name, so that a refusal of anything else is shown above the button.
  const [names, setNames] = useState<string[]>([]);

  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const values: Record<string, string> = {};
    for (const [name, value] of new FormData(element)) if (typeof value === "string") values[name] = value;
    setNames(Object.keys(values));
    const answer = await start(method, url, toBody(values));
    if (!answer?.ok) return;
    if (isClearedAfter) element.reset();
    onDone?.(answer.data, values);
  }

  const errorAt = (path: string) => problem?.issues.find((issue) => issue.path === path)?.message;
  const isAtField = problem?.issues.some((issue) => names.includes(issue.path)) ?? false;

  return (
    // The method is for the moment before the script has loaded: a password must never end up in an address.
    <form ref={form} method="post" onSubmit={submit} className="space-y-4">
      <div className={isInline ? "flex flex-wrap items-start gap-3 [&>*]:min-w-0" : "space-y-4"}>
        {children(errorAt)}
      </div>
      {problem && !isAtField && (
        <Callout tone="danger" isLive>
          {problem.message}
        </Callout>
      )}
      <Button type="submit" variant={variant} isLoading={isBusy} className={isFullWidth ? "w-full" : undefined}>
        {submitLabel}
      </Button>
    </form>
  );
}
