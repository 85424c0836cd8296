/** Rules about custom fields: what customers are asked (SPEC 5.2). */
import type { CustomField } from "@/lib/destination/definition";
import { looksSecret } from "@/lib/destination/edit";
import type { DocumentPath } from "@/lib/destination/finding";
import { compilePattern } from "@/lib/destination/pattern";
import type { Report, Rule } from "@/lib/destination/rule";

const region: DocumentPath = ["fields", 1];
const workspace: DocumentPath = ["fields", 2];

const incomplete: Rule = {
  id: "LF050",
  severity: "error",
  title: "Custom field isn't complete",
  explanation:
    "A field needs a variable name, by which requests use it, and a display name, by which customers know it.",
  bad: { text: "Workspace without a display name", changes: [{ path: [...workspace, "displayName"], value: "" }] },
  good: { text: "Workspace", changes: [] },
  check({ fields }) {
    return fields.flatMap(({ field, path }) => {
      const reports: Report[] = [];
      if (field.variable === "")
        reports.push({ message: "Enter a variable name, such as workspace_id.", path: [...path, "variable"] });
      if (field.displayName.trim() === "") {
        reports.push({
          message: "Enter a display name: it is what customers read in the setup modal.",
          path: [...path, "displayName"],
        });
      }
      return reports;
    });
  },
};

const visibleSecret: Rule = {
  id: "LF051",
  severity: "warning",
  title: "Secret that isn't marked as one",
  explanation: "A field that sounds like a key, token, secret or password should be masked and stored encrypted.",
  bad: {
    text: "Custom field $app_token, shown in clear",
    changes: [
      { path: [...workspace, "variable"], value: "app_token" },
      { path: ["headers", 0, "value"], value: "$app_token" },
    ],
  },
  good: { text: "Custom field $workspace", changes: [] },
  check({ fields }) {
    return fields.flatMap(({ field, path }) => {
      const sounds = looksSecret(field.variable) || looksSecret(field.displayName);
      if (field.type !== "string" || field.secret || !sounds) return [];
      return [
        {
          message: "This sounds like a secret, but is shown and stored in clear. Mark it as secret.",
          path: [...path, "secret"],
          fix: { label: "Mark as secret", type: "set", path: [...path, "secret"], value: true },
        },
      ];
    });
  },
};

const secretDefault: Rule = {
  id: "LF052",
  severity: "error",
  title: "Secret with a default value",
  explanation: "A default value is part of the destination, so every customer and reviewer would see the secret.",
  bad: { text: "Bearer Token, by default abc123", changes: [{ path: ["fields", 0, "defaultValue"], value: "abc123" }] },
  good: { text: "Bearer Token, no default", changes: [] },
  check({ fields }) {
    return fields.flatMap(({ field, path }) =>
      field.type === "string" && field.secret && field.defaultValue !== ""
        ? [
            {
              message: "A secret can't have a default value: everybody would see it. Remove it.",
              path: [...path, "defaultValue"],
              fix: { label: "Remove the default value", type: "set", path: [...path, "defaultValue"], value: "" },
            },
          ]
        : [],
    );
  },
};

const options: Rule = {
  id: "LF053",
  severity: "error",
  title: "Options",
  explanation:
    "A choice needs at least two options, each with a label and a value of its own, and its default must be one of them.",
  bad: { text: "Default value: mars", changes: [{ path: [...region, "defaultValue"], value: "mars" }] },
  good: {
    text: "Default value: one of the options, or none",
    changes: [{ path: [...region, "defaultValue"], value: "" }],
  },
  check({ fields }) {
    return fields.flatMap(({ field, path }) => (field.type === "string" ? [] : optionReports(field, path)));
  },
};

function optionReports(field: CustomField, path: DocumentPath): Report[] {
  if (field.options.length === 0)
    return [{ message: "There are no options. Add at least two.", path: [...path, "options"] }];
  const reports = field.options.flatMap((option, index): Report[] => {
    const at = (part: string): DocumentPath => [...path, "options", index, part];
    if (option.label.trim() === "") return [{ message: "Enter a label for this option.", path: at("label") }];
    if (option.value === "") return [{ message: "Enter a value for this option.", path: at("value") }];
    return [];
  });
  if (field.defaultValue !== "" && !field.options.some(({ value }) => value === field.defaultValue)) {
    const message = "The default value isn't one of the options. Choose another, or none.";
    const fix = { label: "Remove the default value", type: "set" as const, path: [...path, "defaultValue"], value: "" };
    reports.push({ message, path: [...path, "defaultValue"], fix });
  }
  return reports;
}

const duplicateOption: Rule = {
  id: "LF054",
  severity: "error",
  title: "Option value twice",
  explanation: "Two options with the same value can't be told apart once one is chosen.",
  bad: {
    text: "US → us, EU → us",
    changes: [{ path: [...region, "options", 1, "value"], value: "https://us.api.example.com" }],
  },
  good: { text: "US → us, EU → eu", changes: [] },
  check({ fields }) {
    return fields.flatMap(({ field, path }) => {
      const seen = new Set<string>();
      return (field.type === "string" ? [] : field.options).flatMap(({ value }, index) => {
        if (value === "" || !seen.has(value)) {
          seen.add(value);
          return [];
        }
        const message = "An earlier option has the same value. Give this one a value of its own.";
        return [{ message, path: [...path, "options", index, "value"] }];
      });
    });
  },
};

const pattern: Rule = {
  id: "LF055",
  severity: "error",
  title: "Pattern",
  explanation:
    "A pattern is a regular expression of RE2: no look-around and no back-references, so that it is quick for every value.",
  bad: { text: "(?=a)", changes: [{ path: [...workspace, "pattern"], value: "(?=a)" }] },
  good: { text: "[a-z0-9]{8}", changes: [{ path: [...workspace, "pattern"], value: "[a-z0-9]{8}" }] },
  check({ fields }) {
    return fields.flatMap(({ field, path }) => {
      if (field.type !== "string" || field.pattern === "") return [];
      const compiled = compilePattern(field.pattern);
      if (compiled.ok) return [];
      return [{ message: `This pattern can't be read: ${compiled.message}.`, path: [...path, "pattern"] }];
    });
  },
};

const unfitDefault: Rule = {
  id: "LF056",
  severity: "error",
  title: "Default value that isn't accepted",
  explanation: "Customers who leave the default as it is would be told that it is wrong.",
  bad: {
    text: "Pattern [0-9]+, default abc",
    changes: [
      { path: [...workspace, "pattern"], value: "[0-9]+" },
      { path: [...workspace, "defaultValue"], value: "abc" },
    ],
  },
  good: {
    text: "Pattern [0-9]+, default 12",
    changes: [
      { path: [...workspace, "pattern"], value: "[0-9]+" },
      { path: [...workspace, "defaultValue"], value: "12" },
    ],
  },
  check({ fields }) {
    return fields.flatMap(({ field, path }) => {
      if (field.type !== "string" || field.defaultValue === "") return [];
      const compiled = field.pattern === "" ? undefined : compilePattern(field.pattern);
      const isTooLong = field.maxLength !== null && [...field.defaultValue].length > field.maxLength;
      const isUnfit = compiled?.ok === true && !compiled.matches(field.defaultValue);
      if (!isTooLong && !isUnfit) return [];
      const reason = isTooLong
        ? "is longer than the field allows. Shorten it."
        : "doesn't match the pattern. Change one of the two.";
      return [{ message: `The default value ${reason}`, path: [...path, "defaultValue"] }];
    });
  },
};

const condition: Rule = {
  id: "LF057",
  severity: "error",
  title: "Condition that can't come true",
  explanation: "A field shown only with an answer that nobody can give is never asked, and its variable has no value.",
  bad: {
    text: "Shown when $planet is mars",
    changes: [{ path: [...workspace, "visibleWhen"], value: { variable: "planet", values: ["mars"] } }],
  },
  good: {
    text: "Shown when $region is EU",
    changes: [
      { path: [...workspace, "visibleWhen"], value: { variable: "region", values: ["https://eu.api.example.com"] } },
    ],
  },
  check({ fields }) {
    return fields.flatMap(({ field, path }) => {
      if (!field.visibleWhen) return [];
      const { variable, values } = field.visibleWhen;
      const at: DocumentPath = [...path, "visibleWhen"];
      const controlling = fields.find((each) => each.field.variable === variable && each.field.type !== "string");
      if (!controlling || controlling.field === field) {
        return [{ message: `This field depends on $${variable}, which is no option field. Choose one.`, path: at }];
      }
      const offered = new Set(controlling.field.options.map(({ value }) => value));
      if (values.some((value) => offered.has(value))) return [];
      return [
        {
          message: `This field is never shown: ${controlling.name} has no option with that value. Choose another.`,
          path: at,
        },
      ];
    });
  },
};

const hostPattern: Rule = {
  id: "LF058",
  severity: "error",
  title: "Host pattern",
  explanation: "Host patterns say where a customer's own host may lie. They name a domain, with at most a leading *.",
  bad: { text: "*.com", changes: [{ path: [...workspace, "hostPatterns"], value: ["*.com"] }] },
  good: { text: "*.example.com", changes: [{ path: [...workspace, "hostPatterns"], value: ["*.example.com"] }] },
  check({ fields }) {
    return fields.flatMap(({ field, path }) =>
      (field.type === "string" ? field.hostPatterns : []).flatMap((each, index) =>
        isHostPattern(each)
          ? []
          : [
              {
                message: `“${each}” can't be a host pattern. Name a domain of your own, such as *.example.com.`,
                path: [...path, "hostPatterns", index],
              },
            ],
      ),
    );
  },
};

/** A domain of two labels or more under the asterisk; what is under `*.com` belongs to everybody. */
function isHostPattern(text: string): boolean {
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  return text.length <= 253 && new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})+$`).test(text.trim().toLowerCase());
}

export const fieldRules: readonly Rule[] = [
  incomplete,
  visibleSecret,
  secretDefault,
  options,
  duplicateOption,
  pattern,
  unfitDefault,
  condition,
  hostPattern,
];
