/** What the setup modal refuses: required answers, patterns, lengths, options (SPEC 5.2, 5.4). */
import { ActionMatcher } from "./action-call";
import type { Action, CustomField, DestinationDefinition, MappingField } from "./definition";
import { ownValue, visibleFields } from "./effective-settings";
import { actionsOf, isCohortDefinition } from "./endpoints";
import { eventPathProblem } from "./event-path";
import type { DocumentPath } from "./finding";
import { isSecretField } from "./mask-secrets";
import { compilePattern } from "./pattern";
import type { RequestValues } from "./request-values";
import { isHostName, matchesHost } from "./template/host-pattern";

export { effectiveSettings } from "./effective-settings";

/** Something wrong with one answer. `variable` is the field's or mapping's, `path` where the definition asks for it. */
export interface SettingsProblem {
  variable: string;
  path: DocumentPath;
  source: "field" | "mapping";
  message: string;
}

export interface SettingsOptions {
  /** `installation` leaves out the fields that are asked per sync, `sync` asks only those. */
  asked?: "all" | "installation" | "sync";
  /** The project's user properties, if the chosen ones are to be looked up among them. Events have none. */
  properties?: readonly string[];
  /** IDs of fields whose secret answer is stored, judged when it was, and seen by nobody since: it stands unless another is given. */
  storedSecrets?: ReadonlySet<string>;
}

/**
 * Everything wrong with the answers of a setup modal, in the order of its rows; empty where they can be used.
 * Answers that nothing asks for are not judged.
 */
export function validateSettings(
  definition: DestinationDefinition,
  settings: Readonly<Record<string, string>>,
  mappings: Readonly<Record<string, string>>,
  { asked = "all", properties, storedSecrets }: SettingsOptions = {},
): SettingsProblem[] {
  const fields = visibleFields(definition, settings).filter((field) => {
    if (field.variable === "") return false;
    if (storedSecrets?.has(field.id) && isSecretField(field) && !ownValue(settings, field.variable)) return false;
    return asked === "all" || field.perSync === (asked === "sync");
  });
  const fieldProblems = fields.flatMap((field): SettingsProblem[] => {
    const message = answerProblem(field, ownValue(settings, field.variable) ?? field.defaultValue);
    const path: DocumentPath = ["fields", definition.fields.indexOf(field)];
    return message ? [{ variable: field.variable, path, source: "field", message }] : [];
  });
  if (asked === "sync") return fieldProblems;
  const mappingProblems = definition.mappings.flatMap((mapping, index): SettingsProblem[] => {
    if (mapping.variable === "") return [];
    const message = mappingProblem(definition, mapping, settings, mappings, properties);
    return message ? [{ variable: mapping.variable, path: ["mappings", index], source: "mapping", message }] : [];
  });
  return [...fieldProblems, ...mappingProblems];
}

/** What is wrong with one answer to one field, as a sentence; undefined where it will do. */
export function answerProblem(field: CustomField, value: string): string | undefined {
  const name = field.displayName || field.variable;
  if (value.trim() === "") {
    if (!field.required) return undefined;
    return field.type === "string" ? `Enter a value for ${name}.` : `Choose one of the options for ${name}.`;
  }
  if (field.type === "string") return stringProblem(field, name, value);
  if (field.options.some((option) => option.value === value)) return undefined;
  return `${name} has no option with this value. Choose ${inWords(field.options.map(({ label, value: own }) => label || own))}.`;
}

function stringProblem(field: CustomField, name: string, value: string): string | undefined {
  const length = [...value].length;
  if (field.maxLength !== null && length > field.maxLength) {
    return `${name} may have at most ${field.maxLength} characters; this has ${length}.`;
  }
  if (field.pattern !== "") {
    const pattern = compilePattern(field.pattern);
    // A pattern that can't be read is the partner's to mend (the rulebook says so); no customer could satisfy it.
    if (pattern.ok && !pattern.matches(value)) {
      return field.patternMessage || `${name} doesn't have the expected form.`;
    }
  }
  if (field.hostPatterns.length > 0) {
    const host = hostOf(value);
    if (host !== undefined && !(isHostName(host) && matchesHost(host, field.hostPatterns))) {
      return `${name} must lie under ${inWords(field.hostPatterns)}.`;
    }
  }
  return undefined;
}

/** The host a customer typed, as a URL or a bare name. A part of a name, such as a data center, is judged in its URL. */
function hostOf(value: string): string | undefined {
  const typed = value.trim();
  if (!/^https?:/i.test(typed)) return typed.includes(".") ? typed.split(/[:/?#]/, 1)[0] : undefined;
  try {
    return new URL(typed).hostname;
  } catch {
    return "";
  }
}

/** Something wrong with the answers about one action. */
export interface ActionProblem {
  actionId: Action["id"];
  path: DocumentPath;
  message: string;
}

/** Conditions in the setup modal that can't be read; those of actions that are turned off don't matter. */
export function validateActions(
  definition: DestinationDefinition,
  answers: NonNullable<RequestValues["actions"]>,
): ActionProblem[] {
  return actionsOf(definition).flatMap((action, index): ActionProblem[] => {
    const matcher = new ActionMatcher(definition, action, answers);
    const wrong = matcher.problems.find(({ part }) => part === "narrowing");
    if (!wrong || !matcher.isEnabled) return [];
    const message = `${matcher.name}: the condition can't be read. ${wrong.message}`;
    return [{ actionId: action.id, path: ["actions", index], message }];
  });
}

function mappingProblem(
  definition: DestinationDefinition,
  mapping: MappingField,
  settings: Readonly<Record<string, string>>,
  mappings: Readonly<Record<string, string>>,
  properties: readonly string[] | undefined,
): string | undefined {
  const name = mapping.targetName || mapping.displayName || mapping.variable;
  if (mapping.type !== "string") {
    const answer = ownValue(settings, mapping.variable);
    if (answer !== undefined && !mapping.options.some((option) => option.value === answer)) {
      return `Choose what ${mapping.displayName || name} maps to: ${inWords(mapping.options.map(({ label }) => label))}.`;
    }
  }
  const property = ownValue(mappings, mapping.variable) ?? mapping.defaultProperty;
  if (!isCohortDefinition(definition)) return eventMappingProblem(mapping, name, property);
  if (property === "") return mapping.required ? `Choose the user property that holds the ${name}.` : undefined;
  if (properties && !properties.includes(property)) {
    return `The project has no user property called ${property}. Choose another one for ${name}.`;
  }
  return undefined;
}

/** The value of an event stands at a path in it, whatever the project's users are like. */
function eventMappingProblem({ required }: MappingField, name: string, path: string): string | undefined {
  if (path.trim() === "") return required ? `Say where in the event the ${name} stands, such as userId.` : undefined;
  const problem = eventPathProblem(path);
  return problem && `${name}: ${problem}`;
}

/** `a`, `a or b`, `a, b or c`. */
function inWords(choices: readonly string[]): string {
  if (choices.length < 2) return choices[0] ?? "another value";
  return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}
