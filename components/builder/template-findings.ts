/** What is wrong with a text as it stands, at once, although the rulebook speaks only when the typing pauses. */
import type { Finding } from "@/lib/destination/finding";
import { diagnose, type TextPlace, textRules } from "@/lib/destination/language/diagnose";
import type { ScopeVariable } from "@/lib/destination/language/scope";
import type { Template } from "@/lib/destination/template/template";

/**
 * The mistakes of the text itself, and what the rulebook knows besides, such as a secret where none may be. What the
 * rulebook says about a range stays only where a token still begins there.
 */
export function templateFindings(
  template: Template,
  variables: readonly ScopeVariable[],
  rulebook: readonly Finding[],
  at: TextPlace,
): Finding[] {
  const own = diagnose(template, variables, at);
  const said = new Set(own.map(keyOf));
  const starts = new Set(template.tokens.map(({ range }) => range.start));
  const others = rulebook.filter(
    (finding) =>
      !textRules.has(finding.rule) && !said.has(keyOf(finding)) && (!finding.range || starts.has(finding.range.start)),
  );
  return [...own, ...others];
}

function keyOf({ rule, range }: Finding): string {
  return `${rule}:${range?.start ?? ""}`;
}
