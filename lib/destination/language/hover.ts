/** What a token says about itself: the variable with its origin and value, each filter with what it makes of it. */
import type { DocumentPath } from "@/lib/destination/finding";
import type { JsonValue } from "@/lib/destination/json";
import { findPredefined } from "@/lib/destination/predefined-variable";
import { applyFilter, filters, suggestFilter } from "@/lib/destination/template/filters";
import { parseTemplate } from "@/lib/destination/template/parse";
import type { FilterCall, Range, Template, TemplateLanguage, Token } from "@/lib/destination/template/template";
import { valueJson, valueText } from "@/lib/destination/template/value-text";
import { suggestVariable } from "@/lib/destination/variable-use";
import { filterExample, filterUsage } from "./filter-text";
import { findVariable, isAvailable, type ScopeVariable } from "./scope";

export interface TokenInfo {
  /** The whole token, or one filter of it. */
  range: Range;
  token: Token;
  /** `$region`, or `| lower`. */
  title: string;
  /** Plain sentences, most important first. */
  lines: string[];
  declaredAt?: DocumentPath;
  /** The current test value, masked when secret. */
  value?: string;
  /** What comes out after all filters, where it can be tried. */
  rendered?: string;
  /** Set for a variable that exists, whether it has a value here or not. */
  variable?: ScopeVariable;
}

/** The token that touches an offset, the one that begins there first. */
export function tokenAt(template: Template, offset: number): Token | undefined {
  const { tokens } = template;
  let low = 0;
  let high = tokens.length;
  // The first token that ends at the offset or behind it.
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.range.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const here = tokens[low];
  const next = tokens[low + 1];
  if (next && next.range.start === offset) return next;
  return here && here.range.start <= offset ? here : undefined;
}

/**
 * What to say about the token at an offset; undefined where there is none. `text` may be the parsed template, which
 * saves parsing it again. Never holds a secret: `variables` holds none.
 */
export function tokenInfoAt(
  text: string | Template,
  offset: number,
  language: TemplateLanguage,
  variables: readonly ScopeVariable[],
): TokenInfo | undefined {
  const template = typeof text === "string" ? parseTemplate(text, language) : text;
  const token = tokenAt(template, offset);
  if (!token) return undefined;
  const variable = findVariable(variables, token.name);
  const filter = token.filters.find(({ nameRange }) => nameRange.start <= offset && offset <= nameRange.end);
  return filter ? filterInfo(token, filter, variable) : variableInfo(token, variable, variables);
}

function variableInfo(
  token: Token,
  variable: ScopeVariable | undefined,
  variables: readonly ScopeVariable[],
): TokenInfo {
  const title = `$${token.path.join(".")}`;
  if (!variable) return { range: token.range, token, title, lines: unknownLines(token.name, variables) };
  const lines = [`${variable.sourceLabel}, ${variable.type}.`, variable.description];
  if (variable.name !== token.name) lines.unshift(`Another name of $${variable.name}.`);
  if (variable.unavailable) lines.push(variable.unavailable);
  const property = propertyOf(token, variable);
  if (property) lines.push(property.line);
  if (token.optional) lines.push("Where the value is missing, the member or element around it is left out.");
  const value = property ? property.value : variable.value;
  const sample = property ? property.value : variable.sample;
  const steps = variable.isSecret || sample === undefined ? [] : stepsOf(token, sample);
  const last = steps.at(-1);
  return {
    range: token.range,
    token,
    title,
    lines: [...lines, ...steps.map(({ line }) => line)],
    variable,
    ...(variable.declaredAt ? { declaredAt: variable.declaredAt } : {}),
    ...(value === undefined ? {} : { value }),
    ...(last?.value === undefined ? {} : { rendered: last.value }),
  };
}

/** Says what is known about a name that stands for nothing here. */
function unknownLines(name: string, variables: readonly ScopeVariable[]): string[] {
  const elsewhere = findPredefined(name);
  if (elsewhere && !elsewhere.isCredential) {
    return [elsewhere.description, `It has no value here: it belongs in ${elsewhere.scope.label}.`];
  }
  const nearest = suggestVariable(
    name,
    variables.filter(isAvailable).map((variable) => variable.name),
  );
  const lines = [`$${name} is neither declared nor predefined, so it has no value.`];
  lines.push(nearest ? `Did you mean $${nearest}?` : "Declare it as a custom field, or write $$ for a literal dollar.");
  return lines;
}

function propertyOf(token: Token, variable: ScopeVariable): { line: string; value?: string } | undefined {
  const [, name, ...deeper] = token.path;
  if (name === undefined) return undefined;
  const written = token.path.slice(1).join(".");
  const property = variable.properties.find((each) => each.name === written);
  if (property) {
    const value = property.value === undefined ? {} : { value: property.value };
    return { line: `${written}: ${property.type}. ${property.description}`, ...value };
  }
  if (variable.name === "event") return { line: `None of the test events has “${written}”.` };
  if (variable.name === "line") return { line: `No list of the test events has lines with “${written}”.` };
  if (variable.name === "user") {
    const isListed = variable.properties.length > 0 && deeper.length === 0;
    return { line: isListed ? `The project tested with has no user property “${name}”.` : "A user property." };
  }
  return { line: `$${variable.name} has no field “${token.path.slice(1).join(".")}”.` };
}

function filterInfo(token: Token, call: FilterCall, variable: ScopeVariable | undefined): TokenInfo {
  const filter = filters[call.name];
  const range = call.nameRange;
  if (!filter) {
    const nearest = suggestFilter(call.name);
    const advice = nearest ? ` Did you mean “${nearest}”?` : "";
    return { range, token, title: `| ${call.name}`, lines: [`There is no filter “${call.name}”.${advice}`] };
  }
  const lines = [filter.description];
  const usage = filterUsage(filter);
  if (usage !== "") lines.push(`Written ${usage}.`);
  const sample = token.path.length === 1 && !variable?.isSecret ? variable?.sample : undefined;
  const step = sample === undefined ? undefined : stepsOf(token, sample)[token.filters.indexOf(call)];
  lines.push(step ? step.line : `Example: ${filterExample(filter)}`);
  return {
    range,
    token,
    title: `| ${call.name}`,
    lines,
    ...(variable ? { variable } : {}),
    ...(step?.value === undefined ? {} : { rendered: step.value }),
  };
}

interface Step {
  line: string;
  value?: string;
}

/** The value after each filter in turn; ends at the first that refuses it. */
function stepsOf(token: Token, sample: JsonValue): Step[] {
  const steps: Step[] = [];
  let value: JsonValue | undefined = sample;
  for (const call of token.filters) {
    const before = shown(value);
    const result = applyFilter(value, call);
    if (!result.ok) return [...steps, { line: `| ${call.name}: ${result.message}` }];
    value = result.value;
    const after = valueText(value) ?? "null";
    steps.push({ line: `| ${call.name}: ${before} → ${shown(value)}`, value: cut(after) });
  }
  return steps;
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? "nothing" : cut(valueJson(value));
}

const shownMax = 80;

function cut(text: string): string {
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;
}
