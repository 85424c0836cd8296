/** What is wrong with a text as it stands this very moment, by the rulebook's IDs: what an editor underlines. */
import type { DocumentPath, Finding, FindingFix } from "@/lib/destination/finding";
import type { Template, TextEdit, Token } from "@/lib/destination/template/template";
import { suggestVariable, variableNamePattern } from "@/lib/destination/variable-use";
import { declareFix } from "./declare-fix";
import { findVariable, isAvailable, type ScopeVariable } from "./scope";

/** Where the text stands in the document. */
export interface TextPlace {
  path: DocumentPath;
  /** In words: "Add users payload". */
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
  const known = new Map<string, ScopeVariable | undefined>();
  const advice = new Map<string, Advice>();
  const misused = template.tokens.flatMap((token): Finding[] => {
    if (!known.has(token.name)) known.set(token.name, findVariable(variables, token.name));
    const variable = known.get(token.name);
    if (variable) return unavailable(token, variable, at);
    if (!advice.has(token.name)) advice.set(token.name, adviceOn(token.name, names));
    return [undeclared(template, token, advice.get(token.name), names, at)];
  });
  return [...mistakes, ...misused].sort((left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0));
}

function unavailable(token: Token, variable: ScopeVariable, at: TextPlace): Finding[] {
  if (!variable.unavailable || (variable.source === "mapping" && token.path[1] === "target")) return [];
  const message = variable.unavailable.replace(/^It /, `$${token.name} `);
  return [{ rule: "LF006", severity: "error", message, range: token.range, ...at }];
}

/** What was most likely meant by a name, worked out once however often it stands in the text. */
interface Advice {
  suggestion: string | undefined;
  canBeDeclared: boolean;
}

function adviceOn(name: string, names: readonly string[]): Advice {
  return { suggestion: suggestVariable(name, names), canBeDeclared: variableNamePattern.test(name) };
}

function undeclared(
  template: Template,
  token: Token,
  advice: Advice | undefined,
  names: readonly string[],
  at: TextPlace,
): Finding {
  const finding = { rule: "LF001", severity: "error" as const, range: token.range, ...at };
  const hyphenated = hyphenatedName(template.source, token, names);
  if (hyphenated) {
    const { typed, meant } = hyphenated;
    const message = `$${typed} is read as $${token.name}, because a hyphen ends a variable name. Write $${meant}.`;
    const range = { start: token.range.start, end: token.range.start + typed.length + 1 };
    return { ...finding, message, fix: textFix(`Change to $${meant}`, at, [{ range, text: `$${meant}` }]) };
  }
  const suggestion = advice?.suggestion;
  if (suggestion !== undefined) {
    const edits = template.tokens
      .filter(({ name }) => name === token.name)
      .map(({ nameRange }) => ({ range: nameRange, text: suggestion }));
    const message = `$${token.name} isn't declared. Did you mean $${suggestion}?`;
    return { ...finding, message, fix: textFix(`Change to $${suggestion}`, at, edits) };
  }
  const message = `$${token.name} isn't declared. Add a custom field for it, or remove it.`;
  return { ...finding, message, ...(advice?.canBeDeclared ? { fix: declareFix(token.name) } : {}) };
}

/** `$api-key` is `$api` followed by `-key`: the one mistake that everybody makes. */
function hyphenatedName(source: string, token: Token, names: readonly string[]) {
  if (source.charAt(token.range.start + 1) === "{") return undefined;
  const rest = /^(?:-[A-Za-z0-9_]+)+/.exec(source.slice(token.range.end, token.range.end + 64))?.[0];
  if (!rest) return undefined;
  const meant = `${token.name}${rest}`.replaceAll("-", "_").toLowerCase();
  return names.includes(meant) ? { typed: `${token.name}${rest}`, meant } : undefined;
}

function textFix(label: string, { path }: TextPlace, edits: TextEdit[]): FindingFix {
  return { label, type: "edit_text", path, edits };
}
