/** Rules about template texts: they parse, and no value can break what they make (SPEC 6, SPEC 10). */
import type { DocumentPath } from "@/lib/destination/finding";
import { type JsonValue, LosslessNumber } from "@/lib/destination/json";
import { canonicalName } from "@/lib/destination/predefined-variable";
import type { Report, Rule } from "@/lib/destination/rule";
import { type Lookup, renderJson } from "@/lib/destination/template/render";
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
    return templates.flatMap(({ template, path, label }) =>
      template.errors.map(({ message, range, fix }): Report => {
        return {
          message: `${label}: ${message}`,
          path,
          range,
          ...(fix ? { fix: { label: fix.label, type: "edit_text", path, edits: fix.edits } } : {}),
        };
      }),
    );
  },
};

/** Values that have broken other people's code; a user, a cohort or a customer may have any of them. */
const hostileValues: readonly JsonValue[] = [
  'say "hi"',
  "it's",
  "two\nlines",
  "carriage\rreturn",
  "tab\there",
  "$items and $$ and ${name}",
  "back\\slash",
  "C:\\new\\u0041",
  "emoji 😀👨‍👩‍👧",
  "right-to-left \u202eabc",
  "\ud800 alone",
  "\udc00",
  "\u0000",
  "\u2028\u2029",
  "</script><!--",
  '"}],"admin":true,"x":[{"y":"',
  "{}",
  "null",
  "0",
  "-",
  "x".repeat(65_536),
  new LosslessNumber("9007199254740993123"),
];

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
      if (use.language !== "json" || !isBody || use.template.errors.length > 0 || !use.template.root) return [];
      return hostileReport(use, anything);
    });
  },
};

/** What people name as they like. Other variables have a form, such as a date's, that filters may rely on. */
const nameVariables = ["amplitude_cohort_name", "project_name"];

/** One finding a template: the first value that can't be rendered says enough. */
function hostileReport({ template, path, label }: TemplateUse, anything: ReadonlySet<string>): Report[] {
  for (const value of hostileValues) {
    const rendered = renderJson(template, hostileLookup(value), { items: [JSON.stringify("x")] });
    if (rendered.ok) {
      if (isJson(rendered.text)) continue;
      return [{ message: `${label}: a value such as ${shown(value)} gives a body that isn't JSON.`, path }];
    }
    const problem = rendered.problems.find(({ token }) => token && anything.has(canonicalName(token.name)));
    if (!problem) continue;
    const message = `${label}: with a value such as ${shown(value)} nothing can be sent. ${problem.message}`;
    return [{ message, path, ...(problem.token ? { range: problem.token.range } : {}) }];
  }
  return [];
}

function hostileLookup(value: JsonValue): Lookup {
  return ([name]) => (name === "items" ? [value] : name === "in_cohort" ? true : value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function shown(value: JsonValue): string {
  const text = JSON.stringify(value instanceof LosslessNumber ? value.value : value);
  return text.length > 40 ? `a text of ${text.length - 2} characters` : text;
}

export const templateRules: readonly Rule[] = [malformed, hostile];
