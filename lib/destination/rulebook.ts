/** Every rule over a definition → findings (SPEC 10). The same in the builder, the API and on the review screen. */
import type { DestinationDefinition } from "./definition";
import type { Finding } from "./finding";
import { type CheckContext, findingsOf, type Rule, ruleSubject } from "./rule";
import { actionRules } from "./rules/actions";
import { endpointRules } from "./rules/endpoints";
import { errorRules } from "./rules/errors";
import { fieldRules } from "./rules/fields";
import { headerRules } from "./rules/headers";
import { languageRules } from "./rules/languages";
import { listingRules } from "./rules/listing";
import { mappingRules } from "./rules/mappings";
import { memberRules } from "./rules/members";
import { outcomeRules } from "./rules/outcomes";
import { templateRules } from "./rules/templates";
import { urlRules } from "./rules/urls";
import { variableRules } from "./rules/variables";

export type { CheckContext, Rule } from "./rule";

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
  { id: "members", title: "Members and properties", rules: memberRules },
  { id: "actions", title: "Actions", rules: actionRules },
  { id: "outcomes", title: "Successes and single results", rules: outcomeRules },
  { id: "languages", title: "Languages", rules: languageRules },
];

export const rules: readonly Rule[] = ruleChapters.flatMap((chapter) => chapter.rules);

/** All findings at once: errors first, then warnings, then notes; within these in the order of the rules. */
export function check(definition: DestinationDefinition, context: CheckContext = {}): Finding[] {
  const subject = ruleSubject(definition, context);
  const findings = rules.flatMap((rule) => findingsOf(rule, subject));
  const order = { error: 0, warning: 1, info: 2 };
  return findings.sort((left, right) => order[left.severity] - order[right.severity]);
}
