/** Between the setup modal, which knows variables, and what is stored of an installation, which knows IDs. */
import {
  actionRowId,
  fieldRowId,
  mappingRowId,
  nameRowId,
  type SetupProblem,
  type SetupValues,
} from "@/components/preview/setup-values";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { visibleFields } from "@/lib/destination/effective-settings";
import { byId, byVariable, type InstallationAnswers } from "@/lib/destination/installation-answers";
import type { InputIssue } from "@/lib/errors";

/** What a form of an installation sends, but for what says which one it is. */
export interface FilledForm {
  name: string;
  answers: InstallationAnswers;
  secrets: Record<string, string>;
  deletedSecrets: string[];
}

/** Stored answers as the setup modal has them; secrets are never among them. */
export function toValues(definition: DestinationDefinition, name: string, answers: InstallationAnswers): SetupValues {
  return { name, ...byVariable(definition, answers) };
}

/** The answers as they are sent. Of secrets those that were typed and are asked for. */
export function toForm(
  definition: DestinationDefinition,
  { name, ...values }: SetupValues,
  deleted: ReadonlySet<string>,
): FilledForm {
  const { answers, secrets } = byId(definition, values);
  const asked = new Set(visibleFields(definition, values.settings).map(({ id }) => id));
  const typed = Object.entries(secrets).filter(([id, secret]) => secret !== "" && asked.has(id));
  return {
    name: name.trim(),
    answers,
    secrets: Object.fromEntries(typed),
    deletedSecrets: [...deleted].filter((id) => !typed.some(([typedId]) => typedId === id)),
  };
}

/** What the server refused, at the rows of the form. What belongs to no row is left out: the message says it. */
export function toProblems(definition: DestinationDefinition, issues: readonly InputIssue[] = []): SetupProblem[] {
  return issues.flatMap(({ path, message }): SetupProblem[] => {
    if (path === "name") return [{ rowId: nameRowId, message }];
    const id = path.slice(path.lastIndexOf(".") + 1);
    const rowId = rowIdOf(definition, path, id);
    return rowId === undefined ? [] : [{ rowId, message }];
  });
}

function rowIdOf(definition: DestinationDefinition, path: string, id: string): string | undefined {
  if (path.startsWith("answers.actions.")) return actionRowId(id);
  const field = definition.fields.find((each) => each.id === id);
  if (field && !path.startsWith("answers.mappings.")) return fieldRowId(field.variable);
  const mapping = definition.mappings.find((each) => each.id === id);
  return mapping && mappingRowId(mapping.variable);
}
