/** What is wrong with the answers of an installation: the setup modal's own rules, and parts that nobody asked for. */
import type { DestinationDefinition } from "./definition";
import { actionsOf } from "./endpoints";
import { byVariable, type InstallationAnswers } from "./installation-answers";
import { isSecretField } from "./mask-secrets";
import { answerProblem, validateActions, validateSettings } from "./settings";

/** `path` is the place in what a form sends, such as `answers.settings.region`. */
export interface InstallationProblem {
  path: string;
  message: string;
}

export interface AnswersInQuestion {
  answers: InstallationAnswers;
  /** Field ID → a secret that is given now. */
  secrets: Readonly<Record<string, string>>;
}

interface InstallationContext {
  /** Fields whose secrets are stored and stay so: they were judged when they were stored. */
  storedSecrets: ReadonlySet<string>;
  /** The project's user properties. */
  properties: readonly string[];
}

/**
 * Everything that keeps answers from being stored, in the order of the setup modal's rows (SPEC 15). The name is not
 * among them: `installationNameProblem` judges it.
 */
export function installationProblems(
  definition: DestinationDefinition,
  given: AnswersInQuestion,
  { storedSecrets, properties }: InstallationContext,
): InstallationProblem[] {
  const unknown = unknownParts(definition, given);
  if (unknown.length > 0) return unknown;
  const { answers, secrets } = given;
  const { settings, mappings, actions } = byVariable(definition, answers, secrets);
  const options = { asked: "installation", properties, storedSecrets } as const;
  const wrong = validateSettings(definition, settings, mappings, options).map(({ path, source, message }) => {
    const [, index] = path;
    const part = typeof index === "number" ? definition[source === "field" ? "fields" : "mappings"][index] : undefined;
    const isSecret = definition.fields.some((field) => field === part && isSecretField(field));
    const place = source === "mapping" ? "answers.mappings" : isSecret ? "secrets" : "answers.settings";
    return { path: `${place}.${part?.id ?? ""}`, message };
  });
  const wrongActions = validateActions(definition, actions).map(({ actionId, message }) => ({
    path: `answers.actions.${actionId}`,
    message,
  }));
  return [...wrong, ...hiddenSecrets(definition, secrets, wrong), ...wrongActions];
}

/** A secret that is stored is never looked at again, so one that isn't asked for at the moment is judged as well. */
function hiddenSecrets(
  definition: DestinationDefinition,
  secrets: Readonly<Record<string, string>>,
  known: readonly InstallationProblem[],
): InstallationProblem[] {
  return Object.entries(secrets).flatMap(([id, secret]): InstallationProblem[] => {
    const field = definition.fields.find((each) => each.id === id);
    const message = field && answerProblem(field, secret);
    const path = `secrets.${id}`;
    return message && !known.some((problem) => problem.path === path) ? [{ path, message }] : [];
  });
}

function unknownParts(
  definition: DestinationDefinition,
  { answers, secrets }: AnswersInQuestion,
): InstallationProblem[] {
  const fields = new Map(definition.fields.map((field) => [field.id, field]));
  const mappings = new Map(definition.mappings.map((mapping) => [mapping.id, mapping]));
  const actions = new Set(actionsOf(definition).map(({ id }) => id));
  const settingProblem = (id: string): string | undefined => {
    const [field, mapping] = [fields.get(id), mappings.get(id)];
    if (!field) return mapping && mapping.type !== "string" ? undefined : "This version asks for no such answer.";
    if (isSecretField(field)) return "This answer is secret: send it under secrets.";
    return field.perSync ? "This is asked for each sync, not at installation." : undefined;
  };
  const secretProblem = (id: string): string | undefined => {
    const field = fields.get(id);
    if (!field || !isSecretField(field)) return "This version has no such secret field.";
    return field.perSync ? "This is asked for each sync, not at installation." : undefined;
  };
  const list = (place: string, ids: string[], problemOf: (id: string) => string | undefined) =>
    ids.flatMap((id): InstallationProblem[] => {
      const message = problemOf(id);
      return message === undefined ? [] : [{ path: `${place}.${id}`, message }];
    });
  return [
    ...list("answers.settings", Object.keys(answers.settings), settingProblem),
    ...list("secrets", Object.keys(secrets), secretProblem),
    ...list("answers.mappings", Object.keys(answers.mappings), (id) =>
      mappings.has(id) ? undefined : "This version has no such mapping.",
    ),
    ...list("answers.actions", Object.keys(answers.actions), (id) =>
      actions.has(id) ? undefined : "This version has no such action.",
    ),
  ];
}
