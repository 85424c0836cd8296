import { cn } from "@/components/ui/cn";
import type { Template } from "@/lib/destination/template/template";

interface TemplateTextProps {
  template: Template;
  highlighted?: string;
}

/** A template as it was written, its tokens coloured. */
export function TemplateText({ template, highlighted }: TemplateTextProps) {
  const pieces: { start: number; text: string; variable?: string }[] = [];
  let end = 0;
  for (const { range, name } of template.tokens) {
    if (range.start < end) continue;
    pieces.push({ start: end, text: template.source.slice(end, range.start) });
    pieces.push({ start: range.start, text: template.source.slice(range.start, range.end), variable: name });
    end = range.end;
  }
  pieces.push({ start: end, text: template.source.slice(end) });
  return pieces.map(({ start, text, variable }) =>
    variable === undefined || text === "" ? (
      text
    ) : (
      <span
        key={start}
        className={cn(
          "rounded-xs text-syntax-variable",
          variable === highlighted && "bg-syntax-variable-soft outline-2 outline-accent",
        )}
      >
        {text}
      </span>
    ),
  );
}
