/** A variable that nothing declares (LF001): what the rulebook and the editors say about it, and the click that mends it. */
import { declareFix } from "./declare-fix";
import type { DocumentPath, FindingFix } from "./finding";
import type { NamedTokens, Range, Template, TextEdit } from "./template/template";
import { suggestVariable, variableNamePattern } from "./variable-use";

interface UndeclaredUse {
  name: string;
  path: DocumentPath;
  /** The token and its template; absent where the whole value is the name. */
  range?: Range;
  template?: Template;
  /** Whether it decides which host is called: then a field with options declares it. */
  isInHost: boolean;
}

/** `suggest` may remember what it found: one text can name the same variable very often. */
export function undeclaredVariable(
  use: UndeclaredUse,
  known: readonly string[],
  suggest: typeof suggestVariable = suggestVariable,
): { message: string; fix?: FindingFix } {
  const { name, path, range, template, isInHost } = use;
  const hyphenated = template && range && hyphenatedName(template.source, name, range, known);
  if (hyphenated) {
    const { typed, meant } = hyphenated;
    const message = `$${typed} is read as $${name}, because a hyphen ends a variable name. Write $${meant}.`;
    const edits = [{ range: { start: range.start, end: range.start + typed.length + 1 }, text: `$${meant}` }];
    return { message, fix: { label: `Change to $${meant}`, type: "edit_text", path, edits } };
  }
  const suggestion = suggest(name, known);
  if (suggestion === undefined) {
    const message = `$${name} isn't declared. Add a custom field for it, or remove it.`;
    return { message, ...(variableNamePattern.test(name) && { fix: declareFix(name, isInHost) }) };
  }
  const message = `$${name} isn't declared. Did you mean $${suggestion}?`;
  const label = `Change to $${suggestion}`;
  if (!template) return { message, fix: { label, type: "set", path, value: suggestion } };
  const edits = renameEdits(template, name, suggestion);
  return { message, fix: { label, type: "edit_text", path, edits, isGuess: true } };
}

const renames = new WeakMap<NamedTokens, { suggestion: string; edits: TextEdit[] }>();

/** One list for all findings about a name in a text: an editor has one for each of its uses. */
function renameEdits(template: Template, name: string, suggestion: string): TextEdit[] {
  const tokens = template.names.get(name);
  if (!tokens) return [];
  const known = renames.get(tokens);
  if (known?.suggestion === suggestion) return known.edits;
  const edits = tokens.all.map(({ nameRange }) => ({ range: nameRange, text: suggestion }));
  renames.set(tokens, { suggestion, edits });
  return edits;
}

/** `$api-key` is `$api` followed by `-key`: the one mistake that everybody makes. */
function hyphenatedName(source: string, name: string, range: Range, known: readonly string[]) {
  if (source.charAt(range.start + 1) === "{") return undefined;
  // A variable name has at most 64 characters (SPEC 5.2), so no longer one can be meant.
  const rest = /^(?:-[A-Za-z0-9_]+)+/.exec(source.slice(range.end, range.end + 64))?.[0];
  if (!rest) return undefined;
  const meant = `${name}${rest}`.replaceAll("-", "_").toLowerCase();
  return known.includes(meant) ? { typed: `${name}${rest}`, meant } : undefined;
}
