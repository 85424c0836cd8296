/** What a customer answered in a setup modal, as it is kept: by the IDs of the definition's parts, so that it outlives renames. */
import type { DestinationDefinition } from "./definition";
import { ownValue } from "./effective-settings";
import { isSecretField } from "./mask-secrets";
import type { ActionAnswer, RequestValues } from "./request-values";

/** Everything but the secrets; what was never touched is absent and means the default. */
export interface InstallationAnswers {
  /** Field ID → answer; for a mapping of an option type also its chosen target, under the mapping's ID. */
  settings: Record<string, string>;
  /** Mapping ID → user property, or path of the event. */
  mappings: Record<string, string>;
  /** Action ID → whether it is on, and what narrows it. */
  actions: Record<string, ActionAnswer>;
}

/** The same answers by variables, as requests are built from them and as the setup modal has them. */
export type SetupAnswers = Required<Pick<RequestValues, "settings" | "mappings" | "actions">>;

/** The answers by variables. `secrets` are those of secret fields, by field ID. Parts that are gone are left out. */
export function byVariable(
  definition: DestinationDefinition,
  answers: InstallationAnswers,
  secrets: Readonly<Record<string, string>> = {},
): SetupAnswers {
  const settings = new Map<string, string>();
  const mappings = new Map<string, string>();
  for (const field of definition.fields) {
    const answer = ownValue(isSecretField(field) ? secrets : answers.settings, field.id);
    if (answer !== undefined && field.variable !== "") settings.set(field.variable, answer);
  }
  for (const mapping of definition.mappings) {
    if (mapping.variable === "") continue;
    const [property, target] = [ownValue(answers.mappings, mapping.id), ownValue(answers.settings, mapping.id)];
    if (property !== undefined) mappings.set(mapping.variable, property);
    if (target !== undefined && mapping.type !== "string") settings.set(mapping.variable, target);
  }
  return {
    settings: Object.fromEntries(settings),
    mappings: Object.fromEntries(mappings),
    actions: answers.actions,
  };
}

/** The answers of a setup modal by IDs, the secrets apart. Those that nothing asks for are left out. */
export function byId(
  definition: DestinationDefinition,
  values: SetupAnswers,
): { answers: InstallationAnswers; secrets: Record<string, string> } {
  const settings = new Map<string, string>();
  const secrets = new Map<string, string>();
  const mappings = new Map<string, string>();
  for (const field of definition.fields) {
    const answer = field.variable === "" ? undefined : ownValue(values.settings, field.variable);
    if (answer !== undefined) (isSecretField(field) ? secrets : settings).set(field.id, answer);
  }
  for (const mapping of definition.mappings) {
    if (mapping.variable === "") continue;
    const [property, target] = [
      ownValue(values.mappings, mapping.variable),
      ownValue(values.settings, mapping.variable),
    ];
    if (property !== undefined) mappings.set(mapping.id, property);
    if (target !== undefined && mapping.type !== "string") settings.set(mapping.id, target);
  }
  return {
    answers: {
      settings: Object.fromEntries(settings),
      mappings: Object.fromEntries(mappings),
      actions: values.actions,
    },
    secrets: Object.fromEntries(secrets),
  };
}
