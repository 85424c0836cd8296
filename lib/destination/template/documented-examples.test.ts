import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isLosslessNumber, type JsonValue, parseJson, toJson } from "@/lib/destination/json";
import { predefinedVariables } from "@/lib/destination/predefined-variable";
import { type FilterDefinition, filterNames, filters } from "./filters";
import { parseTemplate } from "./parse";
import { lookupIn, type Rendered, renderHeaderValue, renderJson, renderText } from "./render";
import type { Template } from "./template";
import { renderForm, renderUrl } from "./url";
import { valueJson } from "./value-text";

/**
 * A block of a documentation page: ```template, then where it stands (a payload where nothing is said), then what is
 * wrong with it; the message is quoted below. A block ```json gives or ```text gives behind it is what is sent with the
 * values of the page.
 */
interface Example {
  text: string;
  kind: string;
  expected: "legal" | "illegal" | "refused";
  codes: string[];
  says?: string;
  gives?: string;
}

const pages = ["docs/payload-language.md", "docs/partners.md"].map((path) => ({
  path,
  text: readFileSync(path, "utf8"),
}));
const blocks = pages.flatMap(({ path, text }) =>
  [...text.matchAll(/^```(\w+)(?: (.*))?\n([\s\S]*?)\n```(?:\n\n> (.*))?$/gm)].map(
    ([, language = "", info = "", body = "", says]) => ({
      path,
      language,
      info,
      body,
      says,
    }),
  ),
);

const examples = blocks.flatMap(({ language, info, body, says }, index): Example[] => {
  if (language !== "template") return [];
  const [, kind = "", expected = "legal", codes = ""] =
    /^(payload|url|header|text|form|)\s*(?:(illegal|refused): (.*))?$/.exec(info) ?? [];
  const next = blocks[index + 1];
  return [
    {
      text: body,
      kind: kind || "payload",
      expected: expected === "illegal" || expected === "refused" ? expected : "legal",
      codes: codes.split(", ").filter((code) => code !== ""),
      ...(says !== undefined && { says }),
      ...(next?.info === "gives" && { gives: next.body }),
    },
  ];
});

const shared = parseJson(blocks.find(({ info }) => info === "values")?.body ?? "");
const values: Record<string, JsonValue | undefined> =
  typeof shared === "object" && shared !== null && !Array.isArray(shared) && !isLosslessNumber(shared) ? shared : {};
const items = Array.isArray(values.items) ? values.items.map((item) => toJson(item)) : [];

const renderers: Record<string, (template: Template) => Rendered> = {
  payload: (template) => renderJson(template, lookupIn(values), { items }),
  text: (template) => renderText(template, lookupIn(values), { items }),
  header: (template) => renderHeaderValue(template, lookupIn(values), { items }),
  form: (template) => renderForm(template, lookupIn(values), { items }),
  url: (template) =>
    renderUrl(template, lookupIn(values), {
      items,
      authority: (name) => (name === "region" ? "option" : name === "account" ? ["*.example.com"] : undefined),
    }),
};

function outcome({ text, kind }: Example): Pick<Example, "expected" | "codes" | "says" | "gives"> {
  const template = parseTemplate(text, kind === "payload" ? "json" : "text");
  if (template.errors.length > 0) return wrong("illegal", template.errors);
  const rendered = renderers[kind]?.(template);
  if (!rendered) throw new Error(`Nobody renders ${kind}.`);
  if (!rendered.ok) return wrong("refused", rendered.problems);
  return { expected: "legal", codes: [], gives: rendered.text };
}

function wrong(expected: "illegal" | "refused", problems: readonly { code: string; message: string }[]) {
  return { expected, codes: problems.map(({ code }) => code), says: problems.map(({ message }) => message).join(" ") };
}

describe("the examples of the documentation are what they say", () => {
  test("there are examples, and values to render them with", () => {
    expect(examples.length).toBeGreaterThan(40);
    expect(examples.filter(({ gives }) => gives !== undefined).length).toBeGreaterThan(15);
    expect(items.length).toBeGreaterThan(1);
  });

  test.each(examples)("$kind $expected: $text", (example) => {
    const { expected, codes, says, gives } = outcome(example);
    const { text: _text, kind: _kind, gives: _gives, ...documented } = example;
    expect({ expected, codes, ...(says !== undefined && { says }) }).toEqual(documented);
    if (example.gives !== undefined) expect(gives).toBe(example.gives);
  });
});

/** A pipe would end a cell. */
const cell = (text: string) => text.replaceAll("|", "\\|");
const code = (text: string) => `\`${cell(text)}\``;

function filterRow({ name, arguments: parameters, description, example }: FilterDefinition): string {
  const taken = parameters.map((parameter) => {
    const choices = parameter.choices?.map((choice) => code(`"${choice}"`)).join(", ");
    const what = choices ? `${parameter.name}: ${choices}` : parameter.name;
    return parameter.isOptional ? `${what} (optional)` : what;
  });
  const shown = `${code(example.template)}: ${code(valueJson(example.value))} → ${code(valueJson(example.result))}`;
  return `| ${code(name)} | ${taken.join("; ")} | ${cell(description)} | ${shown} |`;
}

const scopeRows = predefinedVariables
  .filter(({ isCredential }) => !isCredential)
  .map(({ name, aliases, description, scope }) => {
    const others = aliases.map((alias) => code(`$${alias}`)).join(", ");
    return `| ${code(`$${name}`)} | ${others} | ${cell(description)} | ${scope.label} |`;
  });

describe("the tables of the documentation hold what there is", () => {
  const rows = pages.flatMap(({ text }) => text.split("\n"));

  test.each(filterNames)("filter %s", (name) => {
    const filter = filters[name];
    expect(rows).toContain(filter && filterRow(filter));
  });

  test.each(scopeRows)("%s", (row) => expect(rows).toContain(row));
});
