/** Rules about variables: declared, used, named and placed rightly (SPEC 7). */
import type { DocumentPath } from "@/lib/destination/finding";
import { isInHost } from "@/lib/destination/fitting-declaration";
import { findPredefined } from "@/lib/destination/predefined-variable";
import type { Rule, RuleSubject } from "@/lib/destination/rule";
import { undeclaredVariable } from "@/lib/destination/undeclared-variable";
import { scopeProblem } from "@/lib/destination/variable-scope";
import {
  isGiven,
  isRival,
  knownNames,
  legalName,
  type VariableUse,
  variableNamePattern,
} from "@/lib/destination/variable-use";

const header: DocumentPath = ["headers", 0, "value"];
const workspace: DocumentPath = ["fields", 2, "variable"];

const undeclared: Rule = {
  id: "LF001",
  severity: "error",
  title: "Undeclared variable",
  explanation: "A variable that no field declares and that isn't predefined has no value, so the call can't be made.",
  bad: { text: "X-Workspace: $worksapce", changes: [{ path: header, value: "$worksapce" }] },
  good: { text: "X-Workspace: $workspace", changes: [{ path: header, value: "$workspace" }] },
  check(subject) {
    const known = knownNames(subject.definition);
    const declared = new Set(subject.declared.map(({ name }) => name));
    const inHost = new Set(subject.uses.filter(isInHost).map(({ name }) => name));
    return firstPerText(subject.uses).flatMap((use) => {
      if (declared.has(use.name) || isGiven(subject.definition, use.name)) return [];
      const { name, path, range, template } = use;
      const said = { name, path, range, template: template?.template, isInHost: inHost.has(name) };
      return [{ path, range, ...undeclaredVariable(said, known) }];
    });
  },
};

/** The same name twice in one text is one mistake. */
function firstPerText(uses: readonly VariableUse[]): VariableUse[] {
  const seen = new Set<string>();
  return uses.filter((use) => {
    const key = JSON.stringify([use.path, use.name]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const unusedWords = { option: "set", computed: "computed", field: "asked for", mapping: "asked for" } as const;

const unused: Rule = {
  id: "LF002",
  severity: "warning",
  title: "Unused variable",
  explanation: "Customers are asked for a value that no request uses. Ask only for what is needed.",
  bad: { text: "Custom field $workspace, used nowhere", changes: [{ path: header, value: "fixed" }] },
  good: { text: "X-Workspace: $workspace", changes: [] },
  check({ declared, uses, fields }) {
    const used = uses.filter(({ template }) => template?.role !== "error_message");
    const names = new Set(used.map(({ name }) => name));
    // A choice is of use by what it sets, too.
    for (const { field } of fields) {
      const sets = field.options.flatMap((option) => option.sets);
      if (sets.some(({ variable }) => names.has(variable))) names.add(field.variable);
    }
    return declared
      .filter(({ name, action }) => {
        if (action === undefined) return !names.has(name);
        return !used.some((use) => use.name === name && use.endpoint === action);
      })
      .map(({ name, path, source }) => ({
        message: `$${name} is ${unusedWords[source]}, but no request uses it. Use it, or remove it.`,
        path,
      }));
  },
};

const shadowing: Rule = {
  id: "LF003",
  severity: "error",
  title: "Predefined name",
  explanation: "Predefined variables are filled in by us. A field of the same name would never be heard.",
  bad: { text: "Custom field $list_id", changes: [{ path: workspace, value: "list_id" }] },
  good: {
    text: "Custom field $folder_list",
    changes: [
      { path: workspace, value: "folder_list" },
      { path: header, value: "$folder_list" },
    ],
  },
  check({ declared }) {
    return declared.flatMap(({ name, path }) => {
      const predefined = findPredefined(name);
      if (!predefined || predefined.isCredential) return [];
      return [
        { message: `$${name} is predefined: ${predefined.description} Give this one another variable name.`, path },
      ];
    });
  },
};

const illegalName: Rule = {
  id: "LF004",
  severity: "error",
  title: "Variable name",
  explanation:
    "A variable name has lower-case letters, digits and underscores, begins with no digit, and has at most 64 characters. A hyphen would end it.",
  bad: { text: "Custom field api-key", changes: [{ path: workspace, value: "work-space" }] },
  good: {
    text: "Custom field api_key",
    changes: [
      { path: workspace, value: "work_space" },
      { path: header, value: "$work_space" },
    ],
  },
  check({ declared }) {
    return declared
      .filter(({ name }) => !variableNamePattern.test(name))
      .map(({ name, path }) => {
        const legal = legalName(name);
        const hyphen = name.includes("-") ? "A hyphen ends a variable name. " : "";
        const message = `“${name}” can't be a variable name. ${hyphen}Use lower-case letters, digits and underscores${legal ? `, such as ${legal}` : ""}.`;
        return {
          message,
          path,
          ...(legal ? { fix: { label: `Change to ${legal}`, type: "set", path, value: legal } } : {}),
        };
      });
  },
};

const duplicate: Rule = {
  id: "LF005",
  severity: "error",
  title: "Variable declared twice",
  explanation: "Two answers for one variable: nobody could say which is sent.",
  bad: { text: "Two custom fields $region", changes: [{ path: workspace, value: "region" }] },
  good: { text: "Custom fields $region and $workspace", changes: [] },
  check({ declared }) {
    return declared.flatMap((variable, index) => {
      const { name, path, displayName } = variable;
      if (!declared.slice(0, index).some((earlier) => isRival(earlier, variable))) return [];
      const message = `$${name} (${displayName}) is declared more than once. Give this one another variable name.`;
      return [{ message, path }];
    });
  },
};

const misplaced: Rule = {
  id: "LF006",
  severity: "error",
  title: "Variable without a value here",
  explanation:
    "Some variables have a value only in some places: $items while members change, a user's own variables in item templates.",
  bad: {
    text: '{"ids": $items} in List creation',
    changes: [{ path: ["endpoints", "listCreation", "payload"], value: '{"ids": $items}' }],
  },
  good: { text: '{"ids": $items} in Add users', changes: [] },
  check({ definition, uses }) {
    return firstPerText(uses).flatMap((use) => {
      const problem = scopeProblem(definition, use);
      return problem ? [{ message: problem, path: use.path, ...(use.range ? { range: use.range } : {}) }] : [];
    });
  },
};

const secretInMessage: Rule = {
  id: "LF007",
  severity: "error",
  title: "Secret in an error message",
  explanation: "Error messages are shown and stored. A secret in one would be seen by whoever reads it.",
  bad: {
    text: "Check the key $bearer_token.",
    changes: [{ path: ["endpoints", "addUsers", "errors", 0, "message"], value: "Check the key $bearer_token." }],
  },
  good: {
    text: "Check the API key of $workspace.",
    changes: [{ path: ["endpoints", "addUsers", "errors", 0, "message"], value: "Check the API key of $workspace." }],
  },
  check(subject) {
    const secrets = secretsOf(subject);
    return subject.uses.flatMap(({ name, path, range, template }) =>
      template?.role === "error_message" && secrets.has(name)
        ? [{ message: `$${name} is secret and can't stand in an error message. Remove it.`, path, range }]
        : [],
    );
  },
};

const uselessSlug: Rule = {
  id: "LF008",
  severity: "info",
  title: "Slugify has no effect",
  explanation: "The cohort name is slugified only where a request uses it.",
  bad: {
    text: "Slugify cohort name, and no $amplitude_cohort_name",
    changes: [
      { path: ["slugifyCohortName"], value: true },
      { path: ["endpoints", "listCreation", "payload"], value: '{"name": "fixed"}' },
    ],
  },
  good: {
    text: "Slugify cohort name, and $amplitude_cohort_name",
    changes: [{ path: ["slugifyCohortName"], value: true }],
  },
  check({ definition, uses }) {
    if (!definition.slugifyCohortName || uses.some(({ canonical }) => canonical === "amplitude_cohort_name")) return [];
    const path: DocumentPath = ["slugifyCohortName"];
    const message =
      "The cohort name is slugified, but no request uses $amplitude_cohort_name. Turn it off, or use the name.";
    return [{ message, path, fix: { label: "Turn slugify off", type: "set", path, value: false } }];
  },
};

/** The names of the secret variables. */
export function secretsOf({ declared }: RuleSubject): Set<string> {
  return new Set(declared.filter(({ secret }) => secret).map(({ name }) => name));
}

export const variableRules: readonly Rule[] = [
  undeclared,
  unused,
  shadowing,
  illegalName,
  duplicate,
  misplaced,
  secretInMessage,
  uselessSlug,
];
