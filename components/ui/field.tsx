"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { FieldContext } from "./field-context";

interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  /** What is wrong and what to do. Its presence makes the field invalid. */
  error?: ReactNode;
  isRequired?: boolean;
  /** Says "Optional" beside the label, for forms in which most fields are required. */
  isOptional?: boolean;
  /** The same in another language. */
  optionalWord?: ReactNode;
  /** For several controls under one label; `radios` for one button group, which is a group by itself. */
  isGroup?: boolean | "radios";
  /** Something small at the end of the label's line: a counter, a link. */
  labelEnd?: ReactNode;
  isLabelHidden?: boolean;
  /** Fixes the control's id, for links and focus from elsewhere. */
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A label, a control, its help and its error, tied together for eyes and screen readers alike. */
export function Field({ label, help, error, id, className, children, ...look }: FieldProps) {
  const { isRequired = false, isOptional = false, optionalWord = "Optional", isLabelHidden = false, labelEnd } = look;
  const isGroup = Boolean(look.isGroup);
  const isOfRadios = look.isGroup === "radios";
  const ownId = useId();
  const controlId = id ?? ownId;
  const labelId = `${controlId}-label`;
  const helpId = `${controlId}-help`;
  const errorId = `${controlId}-error`;
  const describedBy = cn(error && errorId, help && helpId) || undefined;
  // Each text is written its own way: a form may be in a language of the other direction.
  const labelText = (
    <>
      {label}
      {isRequired && (
        <span aria-hidden="true" className="ms-0.5 text-danger-ink">
          *
        </span>
      )}
      {isOptional && <span className="ms-1.5 inline-block font-normal text-faint text-xs">{optionalWord}</span>}
    </>
  );
  const body = (
    <FieldContext
      value={{ controlId, labelId, describedBy, isInvalid: Boolean(error), isRequired, isGroup, isOfRadios }}
    >
      <div className={cn("flex items-baseline justify-between gap-3", isLabelHidden && "sr-only")}>
        {isGroup ? (
          <span id={labelId} dir="auto" className="min-w-0 break-words font-medium text-ink text-sm">
            {labelText}
          </span>
        ) : (
          <label
            id={labelId}
            htmlFor={controlId}
            dir="auto"
            className="min-w-0 break-words font-medium text-ink text-sm"
          >
            {labelText}
          </label>
        )}
        {labelEnd && <span className="text-faint text-xs">{labelEnd}</span>}
      </div>
      {children}
      {error && (
        // By the baseline: a button among the words makes their line higher.
        <p id={errorId} className="flex items-baseline gap-1.5 text-danger-ink text-xs">
          <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 translate-y-0.5" />
          <bdi className="min-w-0 break-words">{error}</bdi>
        </p>
      )}
      {help && (
        <p id={helpId} className="break-words text-muted text-xs">
          <bdi>{help}</bdi>
        </p>
      )}
    </FieldContext>
  );
  const layout = cn("flex min-w-0 flex-col gap-1.5", className);
  if (!isGroup || isOfRadios) return <div className={layout}>{body}</div>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex column in every browser, and its legend ignores gaps.
    <div role="group" aria-labelledby={labelId} aria-describedby={describedBy} className={layout}>
      {body}
    </div>
  );
}
