/** The variable table: one row a variable (SPEC 7), and the names by which the rest of the product knows variables. */
import type { DestinationDefinition } from "./definition";
import { chosenProperty, effectiveSettings, ownValue } from "./effective-settings";
import type { EndpointKey } from "./endpoints";
import type { DocumentPath } from "./finding";
import { mask, secretKey, secretValues, textMasker } from "./mask-secrets";
import { canonicalName, findPredefined } from "./predefined-variable";
import { batchScope, type RequestValues } from "./request-values";
import type { Range } from "./template/template";
import { valueText } from "./template/value-text";
import { type TemplateUse, templatesOf } from "./template-use";
import { eventTitle } from "./trigger/parse-events";
import { scopeProblem } from "./variable-scope";
import {
  type DeclaredVariable,
  declaredVariables,
  distinctUses,
  isGiven,
  isRival,
  knownNames,
  suggestVariable,
  type VariableUse,
} from "./variable-use";

export { canonicalName, type PredefinedVariable, predefinedVariables } from "./predefined-variable";
export { type TemplateUse, templatesOf } from "./template-use";
export {
  type DeclaredVariable,
  declaredVariables,
  knownNames,
  suggestVariable,
  variableNamePattern,
} from "./variable-use";

export interface VariableRow {
  /** As declared or as used; an alias counts as a use of its canonical name. */
  name: string;
  isDeclared: boolean;
  declaredAt?: DocumentPath;
  displayName?: string;
  /** Worked out when it is asked for: a text may name one variable thousands of times. */
  readonly uses: readonly { path: DocumentPath; label: string; endpoint?: EndpointKey; range?: Range }[];
  usesCount: number;
  isPredefined: boolean;
  /** `undeclared` also where a predefined variable is used outside its scope: it has no value there either. */
  status: "ok" | "undeclared" | "unused" | "shadowed" | "duplicate";
  problem?: string;
  suggestion?: string;
  /** The current test value; masked where it is secret. */
  value?: string;
  secret: boolean;
}

/** Rows in the order of the setup modal, then what is used besides: everything declared or used, and nothing else. */
export function variableTable(definition: DestinationDefinition, values?: RequestValues): VariableRow[] {
  const declared = declaredVariables(definition);
  const templates = templatesOf(definition);
  const distinct = distinctUses(definition, templates);
  const currentValue = values ? currentValues(definition, values) : () => undefined;
  const rowName = rowNames(declared);
  const names = new Set([...declared.map(({ name }) => name), ...distinct.map(({ name }) => rowName(name))]);
  return [...names].map((name) => {
    const declarations = declared.filter((each) => each.name === name);
    const own = distinct.filter((use) => rowName(use.name) === name);
    const written = new Set(own.map((use) => use.name));
    const named = own.filter(({ template }) => !template);
    const uses = () => [...named.map((use) => usePlace(use)), ...templates.flatMap((use) => usesIn(use, written))];
    const usesCount = templates.reduce((sum, use) => sum + countIn(use, written), named.length);
    return row(definition, name, { declarations, own, uses, usesCount }, currentValue(name));
  });
}

/** A use belongs to the row of the declared name where there is one, else to the canonical name. */
function rowNames(declared: readonly DeclaredVariable[]): (name: string) => string {
  const names = new Set(declared.map(({ name }) => name));
  return (name) => (names.has(name) ? name : canonicalName(name));
}

type UsePlace = VariableRow["uses"][number];

/** Where a text names a variable, under any of its names, in source order. */
function usesIn(use: TemplateUse, names: ReadonlySet<string>): UsePlace[] {
  const groups = [...names].flatMap((name) => {
    const ranges = use.template.names.get(name)?.ranges;
    return ranges ? [ranges] : [];
  });
  const [only = []] = groups;
  const ranges = groups.length < 2 ? only : groups.flat().sort((left, right) => left.start - right.start);
  return ranges.map((range) => usePlace(use, range));
}

function countIn({ template }: TemplateUse, names: ReadonlySet<string>): number {
  let count = 0;
  for (const name of names) count += template.names.get(name)?.count ?? 0;
  return count;
}

function usePlace({ path, label, endpoint }: UsePlace, range?: Range): UsePlace {
  return { path, label, endpoint, range };
}

interface RowParts {
  declarations: readonly DeclaredVariable[];
  /** The distinct uses. */
  own: readonly VariableUse[];
  /** All of them. */
  uses: () => UsePlace[];
  usesCount: number;
}

function row(
  definition: DestinationDefinition,
  name: string,
  { declarations, own, uses, usesCount }: RowParts,
  value: string | undefined,
): VariableRow {
  const [declaration] = declarations;
  const secret = declarations.some((each) => each.secret);
  let made: UsePlace[] | undefined;
  return {
    name,
    isDeclared: declaration !== undefined,
    ...(declaration ? { declaredAt: declaration.path, displayName: declaration.displayName } : {}),
    get uses() {
      made ??= uses();
      return made;
    },
    usesCount,
    isPredefined: findPredefined(name) !== undefined,
    ...judge(definition, name, declarations, own),
    ...(value === undefined ? {} : { value: secret ? mask : value }),
    secret,
  };
}

function judge(
  definition: DestinationDefinition,
  name: string,
  declarations: readonly DeclaredVariable[],
  uses: readonly VariableUse[],
): Pick<VariableRow, "status" | "problem" | "suggestion"> {
  const known = findPredefined(name);
  if (declarations.length > 0 && known && !known.isCredential) {
    return { status: "shadowed", problem: `$${name} is predefined. Give the field another variable name.` };
  }
  if (declarations.some((one, at) => declarations.some((other, index) => index > at && isRival(one, other)))) {
    return { status: "duplicate", problem: `$${name} is declared ${declarations.length} times. Rename all but one.` };
  }
  const misplaced = uses
    .map((use) => scopeProblem(definition, use, `in ${use.label}`))
    .find((problem) => problem !== undefined);
  if (misplaced) return { status: "undeclared", problem: misplaced };
  if (declarations.length === 0 && !isGiven(definition, name)) {
    const suggestion = suggestVariable(name, knownNames(definition));
    const advice = suggestion ? `Did you mean $${suggestion}?` : "Add a custom field for it.";
    return {
      status: "undeclared",
      problem: `$${name} is used but not declared. ${advice}`,
      ...(suggestion ? { suggestion } : {}),
    };
  }
  if (!uses.some(({ template }) => template?.role !== "error_message")) {
    const isComputed = declarations.some(({ action }) => action !== undefined);
    return {
      status: "unused",
      problem: `$${name} is ${isComputed ? "computed" : "asked for"}, but no request uses it.`,
    };
  }
  return { status: "ok" };
}

function currentValues(definition: DestinationDefinition, values: RequestValues): (name: string) => string | undefined {
  const settings = effectiveSettings(definition, values.settings);
  const masked = maskerFor(definition, values);
  const { lookup } = batchScope(definition, "addUsers", values);
  const mappings = new Map(definition.mappings.map((mapping) => [mapping.variable, mapping]));
  return (name) => {
    const mapping = mappings.get(name);
    if (mapping) return chosenProperty(mapping, values.mappings) || undefined;
    const known = findPredefined(name);
    if (known?.name === "items") return itemsInWords(values);
    if (known?.name === "event") return eventsInWords(values);
    const value = known && !known.isCredential ? valueText(lookup([name])) : ownValue(settings, name);
    return value === undefined || value === "" ? undefined : masked(value);
  };
}

function itemsInWords({ users, events }: RequestValues): string {
  const noun = events ? "event" : "user";
  const { length } = events ?? users;
  return length === 1 ? `1 ${noun}` : `${length} ${noun}s`;
}

/** What is known of `$event` without an action: what the first one is called. */
function eventsInWords({ events: [first, ...others] = [] }: RequestValues): string | undefined {
  if (!first) return undefined;
  return others.length === 0 ? eventTitle(first) : `${eventTitle(first)}, and ${others.length} more`;
}

/** The masker of test values that stay the same from keystroke to keystroke, kept only as long as they are. */
const maskers = new WeakMap<RequestValues, { secrets: readonly string[]; masked: (text: string) => string }>();

function maskerFor(definition: DestinationDefinition, values: RequestValues): (text: string) => string {
  const texts = secretValues(definition, values);
  const secrets = texts.map(secretKey);
  const known = maskers.get(values);
  if (known?.secrets.length === secrets.length && secrets.every((secret, index) => secret === known.secrets[index])) {
    return known.masked;
  }
  const masked = textMasker(texts);
  maskers.set(values, { secrets, masked });
  return masked;
}
