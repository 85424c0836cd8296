/** The rulebook as a book: its rules in chapters, and what is worth telling about each (SPEC 10). */
import type { DestinationDefinition } from "./definition";
import { applyFix, setAtPath } from "./edit";
import { completeDestination } from "./example/complete-destination";
import { findingsOf, type Rule, type RuleExample, ruleSubject } from "./rule";
import { endpointRules } from "./rules/endpoints";
import { errorRules } from "./rules/errors";
import { fieldRules } from "./rules/fields";
import { headerRules } from "./rules/headers";
import { listingRules } from "./rules/listing";
import { mappingRules } from "./rules/mappings";
import { templateRules } from "./rules/templates";
import { urlRules } from "./rules/urls";
import { variableRules } from "./rules/variables";

export interface RuleChapter {
  id: string;
  title: string;
  rules: readonly Rule[];
}

/** In the order of the rules' IDs, which is the order in which a person would mend things. */
export const ruleChapters: readonly RuleChapter[] = [
  { id: "variables", title: "Variables", rules: variableRules },
  { id: "templates", title: "Templates", rules: templateRules },
  { id: "urls", title: "URLs", rules: urlRules },
  { id: "endpoints", title: "Endpoints", rules: endpointRules },
  { id: "headers", title: "Headers and authentication", rules: headerRules },
  { id: "fields", title: "Custom fields", rules: fieldRules },
  { id: "mappings", title: "Mapping fields", rules: mappingRules },
  { id: "errors", title: "Error catalog", rules: errorRules },
  { id: "listing", title: "Listing and tests", rules: listingRules },
];

/** The destination of an example: the complete one, changed as the example says. */
export function exampleDefinition({ changes }: RuleExample): DestinationDefinition {
  return changes.reduce((definition, { path, value }) => setAtPath(definition, path, value), completeDestination());
}

/** What the rule says about its bad example, and the one click it offers there, if it does. */
export function ruleInAction(rule: Rule): { message: string; fixLabel: string | undefined } | undefined {
  const definition = exampleDefinition(rule.bad);
  const [finding] = findingsOf(rule, ruleSubject(definition, rule.bad.context ?? {}));
  if (!finding) return undefined;
  const isMended = finding.fix && applyFix(definition, finding.fix) !== definition;
  return { message: finding.message, fixLabel: isMended ? finding.fix?.label : undefined };
}
