/** Variables: which exist, where they may stand, where they are used (SPEC 7). */
import { activeFields, methodsInUse } from "./active-fields";
import type { Action, CustomField, DestinationDefinition, MappingField } from "./definition";
import { type ActionKey, actionKey, actionsOf, type EndpointKey } from "./endpoints";
import type { DocumentPath } from "./finding";
import { canonicalName, findPredefined, isOfKind, predefinedVariables } from "./predefined-variable";
import { nearestName } from "./template/nearest-name";
import type { Range, Template, Token } from "./template/template";
import { authenticationUses, type TemplateUse, templatesOf } from "./template-use";

/** What a declared variable may be called. A hyphen ends a `$name`, which is why it is refused (SPEC 5.2). */
export const variableNamePattern = /^[a-z_][a-z0-9_]{0,63}$/;

export interface DeclaredVariable {
  name: string;
  path: DocumentPath;
  displayName: string;
  secret: boolean;
  source: "field" | "mapping" | "option" | "computed";
  /** The action that computes it: it has a value there and nowhere else. */
  action?: ActionKey;
}

/** Every declaration that counts today, in the order of the setup modal; a name declared twice is here twice. */
export function declaredVariables(definition: DestinationDefinition): DeclaredVariable[] {
  const active = new Set(activeFields(definition));
  const fromFields = definition.fields.flatMap((field, index) =>
    active.has(field) ? fieldDeclarations(field, ["fields", index]) : [],
  );
  const fromMappings = definition.mappings.map(mappingDeclaration);
  const computed = actionsOf(definition).flatMap(computedDeclarations);
  return [...fromFields, ...fromMappings, ...computed].filter(({ name }) => name !== "");
}

/** Whether two declarations of one name get in each other's way: those of different actions never meet. */
export function isRival(one: DeclaredVariable, other: DeclaredVariable): boolean {
  if (one.name !== other.name) return false;
  return one.action === undefined || other.action === undefined || one.action === other.action;
}

function computedDeclarations(action: Action, index: number): DeclaredVariable[] {
  const name = action.name.trim() || `Action ${index + 1}`;
  return action.computedValues.map(({ variable }, at) => ({
    name: variable,
    path: ["actions", index, "computedValues", at, "variable"],
    displayName: `Computed in ${name}`,
    secret: false,
    source: "computed",
    action: actionKey(action),
  }));
}

function fieldDeclarations(field: CustomField, path: DocumentPath): DeclaredVariable[] {
  const own: DeclaredVariable = {
    name: field.variable,
    path: [...path, "variable"],
    displayName: field.displayName || field.variable,
    secret: field.type === "string" && field.secret,
    source: "field",
  };
  // Several options of one field set the same variable: that is one declaration, made by whichever is chosen.
  const set = new Map<string, DeclaredVariable>();
  if (field.type !== "string") {
    field.options.forEach((option, optionIndex) => {
      option.sets.forEach(({ variable }, setIndex) => {
        if (set.has(variable)) return;
        set.set(variable, {
          name: variable,
          path: [...path, "options", optionIndex, "sets", setIndex, "variable"],
          displayName: field.displayName || field.variable,
          secret: false,
          source: "option",
        });
      });
    });
  }
  return [own, ...set.values()];
}

function mappingDeclaration(mapping: MappingField, index: number): DeclaredVariable {
  return {
    name: mapping.variable,
    path: ["mappings", index, "variable"],
    displayName: mapping.displayName || mapping.targetName || mapping.variable,
    secret: false,
    source: "mapping",
  };
}

/** One place where a variable is used: a token in a template, or a name picked for an authentication method. */
export interface VariableUse {
  name: string;
  /** The canonical name: an alias counts as a use of what it stands for. */
  canonical: string;
  path: DocumentPath;
  label: string;
  endpoint?: EndpointKey;
  range?: Range;
  /** The template the token stands in; absent for authentication. */
  template?: TemplateUse;
  /** The steps of the token's path after the name. */
  rest: readonly string[];
}

/** Every use in a definition, in document order. `templates` saves parsing them again. */
export function variableUses(
  definition: DestinationDefinition,
  templates: readonly TemplateUse[] = templatesOf(definition),
): VariableUse[] {
  return [
    ...usesInAuthentication(definition),
    ...templates.flatMap((use) => use.template.tokens.map((token) => useOfToken(use, token))),
  ];
}

/**
 * The uses in document order, but of those that differ in nothing but where in the same text they stand only the first:
 * all that a rule needs to know, however long a text is.
 */
export function distinctUses(
  definition: DestinationDefinition,
  templates: readonly TemplateUse[] = templatesOf(definition),
): VariableUse[] {
  return [
    ...usesInAuthentication(definition),
    ...templates.flatMap((use) => distinctTokens(use.template).map((token) => useOfToken(use, token))),
  ];
}

function usesInAuthentication(definition: DestinationDefinition): VariableUse[] {
  return authenticationUses(definition).map((use) => ({ ...use, canonical: canonicalName(use.name), rest: [] }));
}

function useOfToken(use: TemplateUse, { name, range, path }: Token): VariableUse {
  return {
    name,
    canonical: canonicalName(name),
    path: use.path,
    label: use.label,
    endpoint: use.endpoint,
    range,
    template: use,
    rest: path.length === 1 ? noSteps : path.slice(1),
  };
}

const noSteps: readonly string[] = [];

function distinctTokens(template: Template): Token[] {
  return [...template.names.values()].flatMap(({ distinct }) => distinct);
}

/** Whether `$access_token` has a value: some method obtains one. */
export function obtainsToken(definition: DestinationDefinition): boolean {
  return methodsInUse(definition).has("oauth2");
}

/** Whether a variable has a value without anybody being asked for it. */
export function isGiven(definition: DestinationDefinition, name: string): boolean {
  const known = findPredefined(name);
  if (known?.name === "access_token") return obtainsToken(definition);
  return known !== undefined && !known.isCredential;
}

/** "Did you mean": the known name nearest to one that isn't known. */
export function suggestVariable(name: string, known: readonly string[]): string | undefined {
  const underscored = name.replaceAll("-", "_").toLowerCase();
  if (underscored !== name && known.includes(underscored)) return underscored;
  const aliases = predefinedVariables.flatMap((variable) => (known.includes(variable.name) ? variable.aliases : []));
  const nearest = nearestName(name, [...known, ...aliases]);
  return nearest === undefined || known.includes(nearest) ? nearest : canonicalName(nearest);
}

/** The names a template of this definition may use, aliases left out: what completion and suggestions draw from. */
export function knownNames(definition: DestinationDefinition): string[] {
  const declared = declaredVariables(definition).map(({ name }) => name);
  const given = predefinedVariables
    .filter(({ isCredential, scope }) => !isCredential && isOfKind(definition.kind, scope))
    .map(({ name }) => name);
  return [...new Set([...declared, ...given, ...(obtainsToken(definition) ? ["access_token"] : [])])];
}

/** A legal variable name made of what was typed: `api-key` → `api_key`. Undefined where nothing legal is left. */
export function legalName(typed: string): string | undefined {
  const name = typed
    .trim()
    .replace(/^\$/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "_")
    .replace(/^(?=[0-9])/, "_")
    .slice(0, 64);
  return variableNamePattern.test(name) && /[a-z0-9]/.test(name) ? name : undefined;
}
