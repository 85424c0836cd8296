/** What a rule of the rulebook is made of (SPEC 10). */
import { activeFields } from "./active-fields";
import type { CustomField, DestinationDefinition, DestinationKind } from "./definition";
import { type EndpointKey, endpointsOf, type NamedEndpoint } from "./endpoints";
import type { DocumentPath, Finding, FindingFix, Severity } from "./finding";
import { placeName } from "./place-name";
import { type TemplateUse, templatesOf } from "./template-use";
import { type DeclaredVariable, declaredVariables, distinctUses, type VariableUse } from "./variable-use";

/** What the rulebook knows besides the definition. What is absent isn't checked. */
export interface CheckContext {
  connectionInfo?: {
    displayName: string;
    summary: string;
    fullDescription: string;
    hasLogo: boolean;
    hasCategory: boolean;
    isNameTaken?: boolean;
  };
  /** The `endpointHash` each endpoint had when it was last tested. */
  tested?: Partial<Record<EndpointKey, string>>;
  /** `host:port` (or `host`) that the operator lets us call although they are private or without https. */
  allowedHosts?: readonly string[];
}

/** What a rule found; the rulebook adds the rule's ID and severity, and the name of the place. */
export interface Report {
  message: string;
  path: DocumentPath;
  range?: { start: number; end: number };
  fix?: FindingFix;
}

/** A change of a definition that shows the rule at work, and how a person would write it. */
export interface RuleExample {
  /** The kind of destination it is about; a list if it is about any. */
  kind?: DestinationKind;
  text: string;
  changes: { path: DocumentPath; value: unknown }[];
  context?: CheckContext;
}

export interface Rule {
  /** Stable: waivers and links refer to it. */
  id: string;
  severity: Severity;
  title: string;
  /** Why it matters, in a sentence or two. */
  explanation: string;
  bad: RuleExample;
  good: RuleExample;
  check: (subject: RuleSubject) => Report[];
}

/** A definition with everything that several rules read from it, worked out once. */
export interface RuleSubject {
  definition: DestinationDefinition;
  context: CheckContext;
  templates: readonly TemplateUse[];
  /** Where each variable is used; the same use twice in one text is here once. */
  uses: readonly VariableUse[];
  declared: readonly DeclaredVariable[];
  /** The endpoints in use. */
  endpoints: readonly NamedEndpoint[];
  /** The fields in use, each with its path. */
  fields: readonly { field: CustomField; path: DocumentPath; name: string }[];
}

export function ruleSubject(definition: DestinationDefinition, context: CheckContext): RuleSubject {
  const templates = templatesOf(definition);
  const active = new Set(activeFields(definition));
  return {
    definition,
    context,
    templates,
    uses: distinctUses(definition, templates),
    declared: declaredVariables(definition),
    endpoints: endpointsOf(definition),
    fields: definition.fields.flatMap((field, index) =>
      active.has(field)
        ? [{ field, path: ["fields", index], name: field.displayName || field.variable || `Custom field ${index + 1}` }]
        : [],
    ),
  };
}

export function findingsOf(rule: Rule, subject: RuleSubject): Finding[] {
  return rule.check(subject).map((report) => ({
    rule: rule.id,
    severity: rule.severity,
    place: report.path.length === 0 ? "Connection info" : placeName(subject.definition, report.path),
    ...report,
  }));
}
