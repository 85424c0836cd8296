"use client";

import { AlignLeft, ArrowDownToLine, ArrowRightToLine, CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatBytes, pluralize } from "@/components/ui/format-number";
import type { ProblemCount } from "./editor-check";

interface EditorFooterProps {
  /** Bytes of the text as it is sent. */
  bytes: number;
  /** Where the caret stands, while the editor has the focus. */
  position?: string;
  problems: ProblemCount;
  /** What has just been said about a command; announced too. */
  note?: string;
  onNextProblem?: () => void;
  onFormat?: () => void;
  tab?: { indents: boolean; onToggle: () => void };
}

/** The slim bar under a payload: how large it is, what is wrong, and what the keys do. */
export function EditorFooter({ bytes, position, problems, note, onNextProblem, onFormat, tab }: EditorFooterProps) {
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-1 border-line border-t bg-sunken px-1.5 py-0.5 text-2xs text-muted pointer-coarse:min-h-10">
      <Problems problems={problems} onNext={onNextProblem} />
      <span className="px-1.5 tabular-nums">{formatBytes(bytes)}</span>
      {position && <span className="px-1.5 tabular-nums max-sm:hidden">{position}</span>}
      <span role="status" className="min-w-0 truncate px-1.5 text-ink">
        {note}
      </span>
      <span className="ms-auto flex items-center gap-x-1">
        {onFormat && (
          <FooterButton label="Format" title="Lay the payload out (Shift+Alt+F)" onClick={onFormat}>
            <AlignLeft aria-hidden="true" className="size-3" />
          </FooterButton>
        )}
        {tab && (
          <FooterButton
            label={tab.indents ? "Tab indents" : "Tab moves focus"}
            title={`Press to let Tab ${tab.indents ? "move to the next field" : "indent"} (Ctrl+M)`}
            onClick={tab.onToggle}
          >
            {tab.indents ? (
              <ArrowRightToLine aria-hidden="true" className="size-3" />
            ) : (
              <ArrowDownToLine aria-hidden="true" className="size-3" />
            )}
          </FooterButton>
        )}
      </span>
    </div>
  );
}

function Problems({ problems: { errors, warnings }, onNext }: { problems: ProblemCount; onNext?: () => void }) {
  if (errors + warnings === 0) {
    return (
      <span className="flex items-center gap-1 px-1.5">
        <CircleCheck aria-hidden="true" className="size-3 text-success" />
        No problems
      </span>
    );
  }
  const words = [
    ...(errors > 0 ? [pluralize(errors, "error")] : []),
    ...(warnings > 0 ? [pluralize(warnings, "warning")] : []),
  ].join(", ");
  const icon =
    errors > 0 ? (
      <CircleAlert aria-hidden="true" className="size-3" />
    ) : (
      <TriangleAlert aria-hidden="true" className="size-3" />
    );
  const ink = errors > 0 ? "text-danger-ink" : "text-warning-ink";
  if (!onNext) {
    return (
      <span className={cn("flex items-center gap-1 px-1.5", ink)}>
        {icon}
        {words}
      </span>
    );
  }
  return (
    <FooterButton label={words} title="Go to the next problem (F8)" onClick={onNext} className={ink}>
      {icon}
    </FooterButton>
  );
}

interface FooterButtonProps {
  label: string;
  title: string;
  onClick: () => void;
  className?: string;
  children: ReactNode;
}

function FooterButton({ label, title, onClick, className, children }: FooterButtonProps) {
  return (
    <button
      type="button"
      title={title}
      onClick={onClick}
      className={cn(
        "flex h-6 cursor-pointer items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium hover:bg-hover hover:text-ink pointer-coarse:h-9 pointer-coarse:px-2",
        className,
      )}
    >
      {children}
      {label}
    </button>
  );
}
