/** Rules about template texts: they parse, and no value can break what they make (SPEC 6, SPEC 10). */
import type { DocumentPath } from "@/lib/destination/finding";
import { hostileRefusal } from "@/lib/destination/hostile-filter";
import { canonicalName } from "@/lib/destination/predefined-variable";
import type { Report, Rule } from "@/lib/destination/rule";
import type { TemplateUse } from "@/lib/destination/template-use";

const payload: DocumentPath = ["endpoints", "listCreation", "payload"];

const malformed: Rule = {
  id: "LF010",
  severity: "error",
  title: "Template can't be read",
  explanation:
    "A payload is JSON in which variables stand, and every text with variables has to be readable as one. What can't be read is never sent.",
  bad: { text: '{"name": "x",}', changes: [{ path: payload, value: '{"name": "$cohort_name",}' }] },
  good: { text: '{"name": "x"}', changes: [{ path: payload, value: '{"name": "$cohort_name"}' }] },
  check({ templates }) {
    return templates.flatMap(({ template, path }) =>
      template.errors.map(({ message, range, fix }): Report => {
        return {
          message,
          path,
          range,
          ...(fix ? { fix: { label: fix.label, type: "edit_text", path, edits: fix.edits } } : {}),
        };
      }),
    );
  },
};

const hostile: Rule = {
  id: "LF011",
  severity: "warning",
  title: "Some values can't be sent",
  explanation:
    "Names and answers hold quotes, emoji and worse. Every one of some twenty hostile values should give a valid body.",
  bad: {
    text: '{"name": ${cohort_name | number}}',
    changes: [{ path: payload, value: '{"name": ${cohort_name | number}}' }],
  },
  good: { text: '{"name": "$cohort_name"}', changes: [] },
  check({ templates, fields }) {
    const free = fields.filter(({ field }) => field.type === "string" && field.pattern === "");
    const anything = new Set([...nameVariables, ...free.map(({ field }) => field.variable)]);
    return templates.flatMap((use) => {
      const isBody = use.role === "payload" || use.role === "item_template";
      return use.language === "json" && isBody && use.template.errors.length === 0 ? hostileReport(use, anything) : [];
    });
  },
};

/** What people name as they like. Other variables have a form, such as a date's, that filters may rely on. */
const nameVariables = ["amplitude_cohort_name", "project_name"];

/**
 * One finding a template: the first value that can't be rendered says enough. A body is JSON by construction, so only
 * the filters of a token can refuse a value.
 */
function hostileReport({ template, path }: TemplateUse, anything: ReadonlySet<string>): Report[] {
  const judged = [...template.names]
    .flatMap(([name, { filtered }]) => (anything.has(canonicalName(name)) ? filtered : []))
    .sort((left, right) => left.range.start - right.range.start)
    .flatMap((token) => {
      const refusal = hostileRefusal(token, template.source);
      return refusal ? [{ token, refusal }] : [];
    });
  const [first] = judged.sort((left, right) => left.refusal.sample - right.refusal.sample);
  if (!first) return [];
  const { token, refusal } = first;
  const message = `With a value such as ${refusal.shown} nothing can be sent. ${refusal.message}`;
  return [{ message, path, range: token.range }];
}

export const templateRules: readonly Rule[] = [malformed, hostile];
