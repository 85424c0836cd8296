/** What may be written at the caret of a template: variables, their properties, filters, arguments. */

import { declareFix } from "@/lib/destination/declare-fix";
import type { FindingFix } from "@/lib/destination/finding";
import { type FilterDefinition, filters } from "@/lib/destination/template/filters";
import type { Range, TemplateLanguage } from "@/lib/destination/template/template";
import { legalName } from "@/lib/destination/variable-use";
import { literalsFor } from "./argument-literals";
import { type CaretPlace, caretPlace } from "./caret";
import { filterExample, filterUsage } from "./filter-text";
import { rankOf } from "./rank";
import { findVariable, isAvailable, type ScopeProperty, type ScopeVariable } from "./scope";

export interface Completion {
  /** `declare` writes nothing: its `action` adds a custom field of that name. */
  kind: "variable" | "filter" | "argument" | "property" | "declare";
  label: string;
  /** A few words beside the label: the type and the source, or what a filter takes. */
  detail: string;
  /** A sentence or two for the panel beside the list. */
  documentation: string;
  /** What is replaced; always on one line, and the caret is in it. */
  replace: Range;
  insert: string;
  /** Where the caret stands afterwards, as an offset inside `insert`. */
  caret: number;
  /** The current test value, masked when secret. */
  value?: string;
  /** Whether something is still to be chosen at the new caret, such as a property of `${user.`. */
  continues?: boolean;
  action?: Extract<FindingFix, { type: "declare_field" }>;
}

export interface CompletionOptions {
  /** Asked for by a key, so that variables are offered where no dollar has been typed yet. */
  isAsked?: boolean;
}

const shownMax = 60;

/**
 * The completions at an offset, best first; empty where there are none, or where the only one is written already.
 * Names that begin with what is typed come before names that contain it, the partner's own before ours. Works in
 * half-typed and broken text: only the line up to the caret is looked at.
 */
export function completionsAt(
  text: string,
  offset: number,
  language: TemplateLanguage,
  variables: readonly ScopeVariable[],
  options: CompletionOptions = {},
): Completion[] {
  const caret = Math.max(0, Math.min(offset, text.length));
  const place = caretPlace(text, caret);
  const found = place
    ? completionsOf(place, text, variables, language)
    : options.isAsked
      ? askedVariables(text, caret, variables)
      : [];
  const [only] = found;
  const isWritten = found.length === 1 && only && text.slice(only.replace.start, only.replace.end) === only.insert;
  return isWritten && only.kind !== "declare" && !options.isAsked ? [] : found.slice(0, shownMax);
}

function completionsOf(
  place: CaretPlace,
  text: string,
  variables: readonly ScopeVariable[],
  language: TemplateLanguage,
): Completion[] {
  switch (place.kind) {
    case "name":
      return names(place, text, variables);
    case "property":
      return properties(place, findVariable(variables, place.variable));
    case "filter":
      return filterNames(place, findVariable(variables, place.variable), language);
    case "argument":
      return argumentValues(place);
  }
}

type NamePlace = Extract<CaretPlace, { kind: "name" }>;

function names(place: NamePlace, text: string, variables: readonly ScopeVariable[]): Completion[] {
  const typed = place.typed;
  const found = ranked(variables.filter(isAvailable), typed, ({ name, aliases }) => [name, ...aliases]);
  const items = found.map((variable) => variableItem(place, text, variable));
  const isKnown = findVariable(variables, typed) !== undefined;
  const hasPrefix = found.some(({ name }) => name.startsWith(typed));
  const legal = legalName(typed);
  if (isKnown || hasPrefix || legal === undefined || typed.length < 2) return items;
  return [...items, declareItem(place, text, legal)];
}

function variableItem(place: NamePlace, text: string, variable: ScopeVariable): Completion {
  const { name, value } = variable;
  // `${user}` alone has no value: what is wanted is one of its properties.
  const isIncomplete = name === "user" || name === "line";
  return {
    kind: "variable",
    label: `$${name}`,
    detail: `${variable.type} · ${variable.sourceLabel.toLowerCase()}`,
    documentation: documentationOf(variable),
    ...replacement(place, text, name, isIncomplete),
    ...(value === undefined ? {} : { value }),
    ...(isIncomplete ? { continues: true } : {}),
  };
}

/** The text that puts a name into the place, closed where the brace is missing and braced where it must be. */
function replacement(place: NamePlace, text: string, name: string, isIncomplete: boolean) {
  if (place.isBraced) {
    const written = isIncomplete ? `${name}.` : name;
    const insert = place.isClosed ? written : `${written}}`;
    // A step that stands behind the name already needs no second dot.
    const hasSteps = isIncomplete && text.charAt(place.range.end) === ".";
    if (hasSteps) return { replace: place.range, insert: name, caret: name.length };
    return { replace: place.range, insert, caret: isIncomplete ? written.length : insert.length };
  }
  if (isIncomplete) {
    const insert = `\${${name}.}`;
    return { replace: place.range, insert, caret: insert.length - 1 };
  }
  // A digit after a lone dollar would become part of the name.
  const runsOn = /[A-Za-z0-9_]/.test(text.charAt(place.range.end));
  const insert = runsOn ? `\${${name}}` : `$${name}`;
  return { replace: place.range, insert, caret: insert.length };
}

function declareItem(place: NamePlace, text: string, name: string): Completion {
  const action = declareFix(name);
  return {
    kind: "declare",
    label: `Declare $${name}`,
    detail: "new custom field",
    documentation: `Adds a custom field for $${name}, which the setup modal then asks for.`,
    ...replacement(place, text, name, false),
    action,
  };
}

/** Without a dollar to begin with: a whole token goes where the caret stands. */
function askedVariables(text: string, caret: number, variables: readonly ScopeVariable[]): Completion[] {
  const place: NamePlace = {
    kind: "name",
    isBraced: false,
    start: caret,
    range: { start: caret, end: caret },
    typed: "",
    isClosed: true,
  };
  return variables.filter(isAvailable).map((variable) => variableItem(place, text, variable));
}

function documentationOf({ description, value, isSecret, source }: ScopeVariable): string {
  if (value === undefined) return description;
  const now = source === "mapping" ? `Mapped to ${value} in the test.` : `Now: ${value}`;
  return `${description}\n\n${now}${isSecret ? " (secret)" : ""}`;
}

type PropertyPlace = Extract<CaretPlace, { kind: "property" }>;

function properties(place: PropertyPlace, variable: ScopeVariable | undefined): Completion[] {
  if (!variable) return [];
  // Of `properties.total` only `total` is still to be written after `${event.properties.`.
  const written = place.steps.map((step) => `${step}.`).join("");
  const further = variable.properties.flatMap((property) =>
    property.name.startsWith(written) ? [{ ...property, name: property.name.slice(written.length) }] : [],
  );
  return ranked(further, place.typed, ({ name }) => [name, name.split(".").at(-1) ?? name]).map((property) =>
    propertyItem(place, variable, property),
  );
}

function propertyItem(place: PropertyPlace, variable: ScopeVariable, property: ScopeProperty): Completion {
  const insert = place.isClosed ? property.name : `${property.name}}`;
  return {
    kind: "property",
    label: property.name,
    detail: `${property.type} · of $${variable.name}`,
    documentation: property.description,
    replace: place.range,
    insert,
    caret: insert.length,
    ...(property.value === undefined ? {} : { value: property.value }),
  };
}

type FilterPlace = Extract<CaretPlace, { kind: "filter" }>;

function filterNames(
  place: FilterPlace,
  variable: ScopeVariable | undefined,
  language: TemplateLanguage,
): Completion[] {
  const listed = Object.values(filters);
  const sorted = place.typed === "" ? byUse(listed, variable, language) : listed;
  return ranked(sorted, place.typed, ({ name }) => [name]).map((filter) => filterItem(place, filter));
}

/** Where nothing is typed yet, what fits the variable comes first. */
function byUse(
  listed: readonly FilterDefinition[],
  variable: ScopeVariable | undefined,
  language: TemplateLanguage,
): FilterDefinition[] {
  const forLists = new Set(["join", "first", "map", "json"]);
  const isList = variable?.type === "list";
  const weight = ({ name }: FilterDefinition) => {
    if (forLists.has(name)) return isList ? 0 : 2;
    // URLs are encoded anyway.
    return name === "url_encode" && language === "text" ? 2 : 1;
  };
  return [...listed].sort((left, right) => weight(left) - weight(right));
}

function filterItem(place: FilterPlace, filter: FilterDefinition): Completion {
  const written = filterInsert(filter);
  const insert = place.isClosed ? written.text : `${written.text}}`;
  return {
    kind: "filter",
    label: filter.name,
    detail: filterUsage(filter),
    documentation: `${filter.description}\n\n${filterExample(filter)}`,
    replace: place.range,
    insert,
    caret: written.caret ?? insert.length,
    ...(written.caret === undefined ? {} : { continues: true }),
  };
}

/** The name with what its first argument needs, and the caret where that is written. */
function filterInsert({ name, arguments: [parameter] }: FilterDefinition): { text: string; caret?: number } {
  if (!parameter || parameter.isOptional) return { text: name };
  if (parameter.type === "count" || parameter.choices || parameter.type === "any") {
    return { text: `${name}: `, caret: name.length + 2 };
  }
  return { text: `${name}: ""`, caret: name.length + 3 };
}

type ArgumentPlace = Extract<CaretPlace, { kind: "argument" }>;

function argumentValues(place: ArgumentPlace): Completion[] {
  const filter = filters[place.filter];
  const parameter = filter?.arguments[place.index];
  if (!filter || !parameter) return [];
  const literals = literalsFor(filter, place.index);
  const typed = place.typed.toLowerCase();
  return literals
    .filter(({ written }) => written.replace(/^"/, "").toLowerCase().startsWith(typed))
    .map(({ written, says }) => ({
      kind: "argument",
      label: written,
      detail: says,
      documentation: `The ${parameter.name} of the filter “${filter.name}”. ${filter.description}`,
      replace: place.range,
      insert: written,
      caret: written.length,
    }));
}

/** Those that match what is typed, best first; equally good ones keep their order. */
function ranked<Item>(items: readonly Item[], typed: string, namesOf: (item: Item) => readonly string[]): Item[] {
  return items
    .map((item) => ({ item, rank: Math.min(...namesOf(item).map((name) => rankOf(name, typed))) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
}
