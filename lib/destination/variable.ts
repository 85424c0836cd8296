/** The variable table: one row a variable (SPEC 7), and the names by which the rest of the product knows variables. */
import type { DestinationDefinition, EndpointKey } from "./definition";
import { chosenProperty, effectiveSettings, ownValue } from "./effective-settings";
import type { DocumentPath } from "./finding";
import { mask, maskText, secretValues } from "./mask-secrets";
import { findPredefined } from "./predefined-variable";
import { batchScope, type RequestValues } from "./request-values";
import type { Range } from "./template/template";
import { valueText } from "./template/value-text";
import {
  type DeclaredVariable,
  declaredVariables,
  knownNames,
  scopeProblem,
  suggestVariable,
  type VariableUse,
  variableUses,
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
  uses: { path: DocumentPath; label: string; endpoint?: EndpointKey; range?: Range }[];
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
  const uses = variableUses(definition);
  const currentValue = values ? currentValues(definition, values) : () => undefined;
  const names = new Set([...declared.map(({ name }) => name), ...uses.map(rowName(declared))]);
  return [...names].map((name) => {
    const declarations = declared.filter((each) => each.name === name);
    const own = uses.filter((use) => rowName(declared)(use) === name);
    return row(definition, name, declarations, own, currentValue(name));
  });
}

/** A use belongs to the row of the declared name where there is one, else to the canonical name. */
function rowName(declared: readonly DeclaredVariable[]): (use: VariableUse) => string {
  const names = new Set(declared.map(({ name }) => name));
  return (use) => (names.has(use.name) ? use.name : use.canonical);
}

function row(
  definition: DestinationDefinition,
  name: string,
  declarations: readonly DeclaredVariable[],
  uses: readonly VariableUse[],
  value: string | undefined,
): VariableRow {
  const [declaration] = declarations;
  const secret = declarations.some((each) => each.secret);
  return {
    name,
    isDeclared: declaration !== undefined,
    ...(declaration ? { declaredAt: declaration.path, displayName: declaration.displayName } : {}),
    uses: uses.map(({ path, label, endpoint, range }) => ({
      path,
      label,
      ...(endpoint ? { endpoint } : {}),
      ...(range ? { range } : {}),
    })),
    isPredefined: findPredefined(name) !== undefined,
    ...judge(definition, name, declarations, uses),
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
  if (declarations.length > 1) {
    return { status: "duplicate", problem: `$${name} is declared ${declarations.length} times. Rename all but one.` };
  }
  const misplaced = uses.map((use) => scopeProblem(definition, use)).find((problem) => problem !== undefined);
  if (misplaced) return { status: "undeclared", problem: misplaced };
  if (declarations.length === 0 && (!known || known.isCredential)) {
    const suggestion = suggestVariable(name, knownNames(definition));
    const advice = suggestion ? `Did you mean $${suggestion}?` : "Add a custom field for it.";
    return {
      status: "undeclared",
      problem: `$${name} is used but not declared. ${advice}`,
      ...(suggestion ? { suggestion } : {}),
    };
  }
  if (!uses.some(({ template }) => template?.role !== "error_message")) {
    return { status: "unused", problem: `$${name} is asked for, but no request uses it.` };
  }
  return { status: "ok" };
}

function currentValues(definition: DestinationDefinition, values: RequestValues): (name: string) => string | undefined {
  const settings = effectiveSettings(definition, values.settings);
  const secrets = secretValues(definition, values);
  const { lookup } = batchScope(definition, "addUsers", values);
  const mappings = new Map(definition.mappings.map((mapping) => [mapping.variable, mapping]));
  return (name) => {
    const mapping = mappings.get(name);
    if (mapping) return chosenProperty(mapping, values.mappings) || undefined;
    const known = findPredefined(name);
    if (known?.name === "items") return values.users.length === 1 ? "1 user" : `${values.users.length} users`;
    const value = known && !known.isCredential ? valueText(lookup([name])) : ownValue(settings, name);
    return value === undefined || value === "" ? undefined : maskText(value, secrets);
  };
}
