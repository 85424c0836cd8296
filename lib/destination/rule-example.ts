/** The rules at work on their own examples (SPEC 10). */
import type { DestinationDefinition } from "./definition";
import { applyFix, setAtPath } from "./edit";
import { completeDestinationOf } from "./example/complete-destination";
import { findingsOf, type Rule, type RuleExample, ruleSubject } from "./rule";

/** The destination of an example: the complete one, changed as the example says. */
function exampleDefinition({ kind = "list", changes }: RuleExample): DestinationDefinition {
  return changes.reduce(
    (definition, { path, value }) => setAtPath(definition, path, value),
    completeDestinationOf(kind),
  );
}

/** What the rule says about its bad example, and the one click it offers there, if it does. */
export function ruleInAction(rule: Rule): { message: string; fixLabel: string | undefined } | undefined {
  const definition = exampleDefinition(rule.bad);
  const [finding] = findingsOf(rule, ruleSubject(definition, rule.bad.context ?? {}));
  if (!finding) return undefined;
  const isMended = finding.fix && applyFix(definition, finding.fix) !== definition;
  return { message: finding.message, fixLabel: isMended ? finding.fix?.label : undefined };
}
