/** What the tokens of a text are, for colours: a dollar sign alone doesn't tell whose variable it is. */

import { filters } from "@/lib/destination/template/filters";
import type { Range, Template } from "@/lib/destination/template/template";
import { findVariable, type ScopeVariable } from "./scope";

export type HighlightKind = "own" | "predefined" | "unavailable" | "undeclared" | "filter";

export interface Highlight {
  range: Range;
  kind: HighlightKind;
}

/** The highlights that touch a part of the text, in source order: a whole token each, and the filters in it. */
export function highlightsIn(template: Template, part: Range, variables: readonly ScopeVariable[]): Highlight[] {
  const kinds = new Map<string, HighlightKind>();
  const kindOf = (name: string) => {
    const known = kinds.get(name) ?? kindFor(findVariable(variables, name));
    kinds.set(name, known);
    return known;
  };
  return template.tokens
    .filter(({ range }) => range.end > part.start && range.start < part.end)
    .flatMap((token): Highlight[] => [
      { range: token.range, kind: kindOf(token.name) },
      ...token.filters
        .filter(({ name }) => filters[name] !== undefined)
        .map(({ nameRange }): Highlight => ({ range: nameRange, kind: "filter" })),
    ]);
}

function kindFor(variable: ScopeVariable | undefined): HighlightKind {
  if (!variable) return "undeclared";
  if (variable.unavailable) return "unavailable";
  return variable.source === "predefined" ? "predefined" : "own";
}
