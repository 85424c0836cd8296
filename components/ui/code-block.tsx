import type { ReactNode } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { highlightJson } from "./highlight-json";

interface CodeBlockProps {
  code: string;
  /** What the text is; names the box for screen readers and stands in its title bar. */
  label: string;
  language?: "json" | "text";
  /** Shows this in place of the coloured code, for text marked up by somebody else. Copying still copies `code`. */
  children?: ReactNode;
  isLabelHidden?: boolean;
  isWrapped?: boolean;
  /** In pixels; longer text scrolls. */
  maxHeight?: number;
  actions?: ReactNode;
  className?: string;
}

export function CodeBlock({ code, label, language = "text", children, actions, className, ...props }: CodeBlockProps) {
  const { isLabelHidden = false, isWrapped = false, maxHeight = 360 } = props;
  return (
    <div className={cn("relative min-w-0 overflow-hidden rounded-md border border-line bg-sunken", className)}>
      <div
        className={cn(
          "flex items-center justify-between gap-2 ps-3 pe-1",
          isLabelHidden ? "absolute end-0 top-0 z-1 rounded-md bg-sunken p-1" : "min-h-8 border-line border-b",
        )}
      >
        <span className={cn("truncate font-medium text-muted text-xs", isLabelHidden && "sr-only")}>{label}</span>
        <span className="flex items-center gap-1">
          {actions}
          {/* What gets the focus must not come to lie under the bar at the top of the page. */}
          <CopyButton text={code} label={`Copy ${label}`} isIconOnly className="scroll-mt-16" />
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a named region that scrolls; a section can't be preformatted text. */}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={label}
        role="region"
        style={{ maxHeight }}
        className={cn(
          "scroll-mt-16 overflow-auto p-3 font-mono text-ink text-xs leading-5 focus-visible:-outline-offset-2",
          isWrapped && "whitespace-pre-wrap break-words",
        )}
      >
        <code>{children ?? (language === "json" ? highlightJson(code) : code)}</code>
      </pre>
    </div>
  );
}
