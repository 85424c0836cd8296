import { cn } from "@/components/ui/cn";
import type { Snippet } from "./snippet";

interface SnippetTextProps {
  snippet: Snippet;
  /** What to show in place of the token: how it will read. */
  replacement?: string;
  className?: string;
}

/** A piece of a template with its token marked. Always from left to right: it is code. */
export function SnippetText({ snippet, replacement, className }: SnippetTextProps) {
  return (
    <code dir="ltr" className={cn("block min-w-0 break-words font-mono text-faint text-xs", className)}>
      {snippet.before}
      <mark className="rounded-xs bg-syntax-variable-soft px-px font-medium text-syntax-variable">
        {replacement ?? snippet.token}
      </mark>
      {snippet.after}
    </code>
  );
}
