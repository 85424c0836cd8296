import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { DocumentPath } from "@/lib/destination/finding";
import type { Template } from "@/lib/destination/template/template";
import { tokenKey } from "./origin-text";

interface TemplateTextProps {
  template: Template;
  /** Where it is written: with the place of a token the key of what that token made. */
  path: DocumentPath;
  /** White space at the start that isn't rendered. */
  skipped?: number;
}

/** A template as it was written, its tokens coloured; they light up with the pieces they made. */
export const TemplateText = memo(function TemplateText({ template, path, skipped = 0 }: TemplateTextProps) {
  const pieces: { start: number; text: string; isToken: boolean }[] = [];
  let end = 0;
  for (const { range } of template.tokens) {
    if (range.start < end) continue;
    pieces.push({ start: end, text: template.source.slice(end, range.start), isToken: false });
    pieces.push({ start: range.start, text: template.source.slice(range.start, range.end), isToken: true });
    end = range.end;
  }
  pieces.push({ start: end, text: template.source.slice(end), isToken: false });
  return pieces.map(({ start, text, isToken }) =>
    !isToken || text === "" ? (
      text
    ) : (
      <span key={start} data-token={tokenKey(path, start - skipped)} className={tokenClass}>
        {text}
      </span>
    ),
  );
});

export const tokenClass = cn(
  "rounded-xs box-decoration-clone text-syntax-variable outline-accent",
  "data-lit:bg-syntax-variable-soft data-lit:outline-1",
);
