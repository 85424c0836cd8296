/** What the setup modal refuses: required answers, patterns, lengths, options (SPEC 5.2, 5.4). */
import { ActionMatcher } from "./action-call";
import type { Action, CustomField, DestinationDefinition, MappingField } from "./definition";
import { ownValue, visibleFields } from "./effective-settings";
import { actionsOf, isCohortDefinition } from "./endpoints";
import { eventPathMistake } from "./event-path";
import type { DocumentPath } from "./finding";
import { isSecretField } from "./mask-secrets";
import { compilePattern } from "./pattern";
import type { RequestValues } from "./request-values";
import { english } from "./setup-words/english";
import type { SetupWords } from "./setup-words/setup-words";
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
  /** What it is said in; English where nothing else is asked for. */
  words?: SetupWords;
}

/**
 * Everything wrong with the answers of a setup modal, in the order of its rows; empty where they can be used.
 * Answers that nothing asks for are not judged.
 */
export function validateSettings(
  definition: DestinationDefinition,
  settings: Readonly<Record<string, string>>,
  mappings: Readonly<Record<string, string>>,
  { asked = "all", properties, storedSecrets, words = english }: SettingsOptions = {},
): SettingsProblem[] {
  const fields = visibleFields(definition, settings).filter((field) => {
    if (field.variable === "") return false;
    if (storedSecrets?.has(field.id) && isSecretField(field) && !ownValue(settings, field.variable)) return false;
    return asked === "all" || field.perSync === (asked === "sync");
  });
  const fieldProblems = fields.flatMap((field): SettingsProblem[] => {
    const message = answerProblem(field, ownValue(settings, field.variable) ?? field.defaultValue, words);
    const path: DocumentPath = ["fields", definition.fields.indexOf(field)];
    return message ? [{ variable: field.variable, path, source: "field", message }] : [];
  });
  if (asked === "sync") return fieldProblems;
  const mappingProblems = definition.mappings.flatMap((mapping, index): SettingsProblem[] => {
    if (mapping.variable === "") return [];
    const message = mappingProblem(definition, mapping, { settings, mappings, properties, words });
    return message ? [{ variable: mapping.variable, path: ["mappings", index], source: "mapping", message }] : [];
  });
  return [...fieldProblems, ...mappingProblems];
}

/** What is wrong with one answer to one field, as a sentence; undefined where it will do. */
export function answerProblem(field: CustomField, value: string, words: SetupWords = english): string | undefined {
  const name = field.displayName || field.variable;
  const { problems } = words;
  if (value.trim() === "") {
    if (!field.required) return undefined;
    return field.type === "string" ? problems.enter(name) : problems.choose(name);
  }
  if (field.type === "string") return stringProblem(field, name, value, words);
  if (field.options.some((option) => option.value === value)) return undefined;
  if (field.options.length === 0) return problems.choose(name);
  return problems.noSuchOption(
    name,
    field.options.map(({ label, value: own }) => label || own),
  );
}

function stringProblem(field: CustomField, name: string, value: string, { problems }: SetupWords): string | undefined {
  const { length } = [...value];
  if (field.maxLength !== null && length > field.maxLength) return problems.tooLong(name, field.maxLength, length);
  if (field.pattern !== "") {
    const pattern = compilePattern(field.pattern);
    // A pattern that can't be read is the partner's to mend (the rulebook says so); no customer could satisfy it.
    if (pattern.ok && !pattern.matches(value)) return field.patternMessage || problems.wrongForm(name);
  }
  if (field.hostPatterns.length > 0) {
    const host = hostOf(value);
    if (host !== undefined && !(isHostName(host) && matchesHost(host, field.hostPatterns))) {
      return problems.otherHost(name, field.hostPatterns);
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
  { problems }: SetupWords = english,
): ActionProblem[] {
  return actionsOf(definition).flatMap((action, index): ActionProblem[] => {
    const matcher = new ActionMatcher(definition, action, answers);
    const wrong = matcher.problems.find(({ part }) => part === "narrowing");
    if (!wrong || !matcher.isEnabled) return [];
    const message = problems.condition(matcher.name, wrong.message);
    return [{ actionId: action.id, path: ["actions", index], message }];
  });
}

interface MappingAnswers {
  settings: Readonly<Record<string, string>>;
  mappings: Readonly<Record<string, string>>;
  properties: readonly string[] | undefined;
  words: SetupWords;
}

function mappingProblem(
  definition: DestinationDefinition,
  mapping: MappingField,
  { settings, mappings, properties, words }: MappingAnswers,
): string | undefined {
  const name = mapping.targetName || mapping.displayName || mapping.variable;
  const { problems } = words;
  if (mapping.type !== "string") {
    const answer = ownValue(settings, mapping.variable);
    if (answer !== undefined && !mapping.options.some((option) => option.value === answer)) {
      return problems.chooseTarget(
        mapping.displayName || name,
        mapping.options.map(({ label }) => label),
      );
    }
  }
  const property = ownValue(mappings, mapping.variable) ?? mapping.defaultProperty;
  if (!isCohortDefinition(definition)) return eventMappingProblem(mapping, name, property, words);
  if (property === "") return mapping.required ? problems.chooseProperty(name) : undefined;
  return properties && !properties.includes(property) ? problems.noSuchProperty(property, name) : undefined;
}

/** The value of an event stands at a path in it, whatever the project's users are like. */
function eventMappingProblem(
  { required }: MappingField,
  name: string,
  path: string,
  { problems }: SetupWords,
): string | undefined {
  if (path.trim() === "") return required ? problems.sayPath(name) : undefined;
  const mistake = eventPathMistake(path);
  return mistake && `${name}: ${problems.path[mistake]}`;
}
