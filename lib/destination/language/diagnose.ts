/** What is wrong with a text as it stands this very moment, by the rulebook's IDs: what an editor underlines. */
import type { DocumentPath, Finding, FindingFix } from "@/lib/destination/finding";
import { isHostOfUrl } from "@/lib/destination/fitting-declaration";
import type { Template, Token } from "@/lib/destination/template/template";
import { undeclaredVariable } from "@/lib/destination/undeclared-variable";
import { suggestVariable } from "@/lib/destination/variable-use";
import { findVariable, isAvailable, type ScopeVariable } from "./scope";

/** Where the text stands in the document. */
export interface TextPlace {
  path: DocumentPath;
  /** In words: "Add users › Payload". */
  place: string;
}

/** The rules whose findings follow from the text and the variables alone; the others need the whole definition. */
export const textRules: ReadonlySet<string> = new Set(["LF001", "LF006", "LF010"]);

/**
 * Mistakes of the text (LF010), variables that nothing declares (LF001) and variables without a value here (LF006), in
 * source order. Unlike the rulebook's list, every use of an undeclared variable is in it: each is underlined.
 */
export function diagnose(template: Template, variables: readonly ScopeVariable[], at: TextPlace): Finding[] {
  const names = variables.filter(isAvailable).map(({ name }) => name);
  const mistakes = template.errors.map(({ message, range, fix }): Finding => {
    const own: FindingFix | undefined = fix && { label: fix.label, type: "edit_text", path: at.path, edits: fix.edits };
    return { rule: "LF010", severity: "error", message, range, ...at, ...(own && { fix: own }) };
  });
  const suggestions = new Map<string, string | undefined>();
  const suggest = (name: string) => {
    if (!suggestions.has(name)) suggestions.set(name, suggestVariable(name, names));
    return suggestions.get(name);
  };
  // Most names are right: of those no token is looked at.
  const misused = [...template.names].flatMap(([name, group]): Finding[] => {
    const variable = findVariable(variables, name);
    if (variable && isAvailable(variable)) return [];
    return group.all.flatMap((token) => {
      if (variable) return unavailable(token, variable, at);
      const { range } = token;
      const isInHost = at.path.at(-1) === "url" && isHostOfUrl(template.source, range.start);
      const said = undeclaredVariable({ name, path: at.path, range, template, isInHost }, names, suggest);
      return [{ rule: "LF001", severity: "error", range, ...at, ...said }];
    });
  });
  return [...mistakes, ...misused].sort((left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0));
}

function unavailable(token: Token, variable: ScopeVariable, at: TextPlace): Finding[] {
  if (!variable.unavailable || (variable.source === "mapping" && token.path[1] === "target")) return [];
  const message = variable.unavailable.replace(/^It /, `$${token.name} `);
  return [{ rule: "LF006", severity: "error", message, range: token.range, ...at }];
}
