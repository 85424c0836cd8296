/** How the parts of a template look behind an input. */
import type { LookRange } from "@/components/text-editor/text-pieces";
import type { Template } from "@/lib/destination/template/template";

/** The tokens in order, each followed by its filters. */
export function templateLooks(template: Template): LookRange[] {
  return template.tokens.flatMap(({ range, filters }) => [
    { ...range, look: "variable" as const },
    ...filters.map(({ nameRange }) => ({ ...nameRange, look: "filter" as const })),
  ]);
}
