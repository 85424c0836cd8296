/** What has to be asked before an installation can go over to another version, and what may be. */
import type { CarriedAnswers, Refusals } from "./carry-answers";
import type { CustomField, DestinationDefinition, MappingField } from "./definition";
import { effectiveSettings, ownValue, visibleFields } from "./effective-settings";
import { actionsOf } from "./endpoints";
import { byVariable } from "./installation-answers";
import { isSecretField } from "./mask-secrets";
import { validateActions, validateSettings } from "./settings";

export interface AskedAnswer {
  source: "field" | "mapping" | "action";
  id: string;
  /** Of a field or mapping, as the setup modal knows it; empty for an action. */
  variable: string;
  label: string;
  reason: "new" | "now_required" | "no_longer_fits" | "type_changed";
  /** Why it is asked, in a sentence. */
  message: string;
}

/** Something new that needs no answer: an optional field, one with a default, an action. */
export interface OfferedAnswer {
  source: "field" | "mapping" | "action";
  id: string;
  variable: string;
  label: string;
}

/** Stands for a secret that nobody can see: it is there, and it was judged when it was carried. */
const unseen = "unseen";

/**
 * The questions without which the answers don't do for `to`, in the order of its setup modal. Asked again as somebody
 * types, with the answers so far among the carried ones, it also finds what those answers bring up.
 */
export function openQuestions(
  from: DestinationDefinition,
  to: DestinationDefinition,
  { carried, carriedSecretIds, toSeal }: CarriedAnswers,
  refused: Refusals = new Map(),
): AskedAnswer[] {
  const sealed = Object.fromEntries(carriedSecretIds.map((id) => [id, unseen]));
  const { settings, mappings, actions } = byVariable(to, carried, { ...sealed, ...toSeal });
  const known = new Set(from.fields.map(({ id }) => id));
  const asked = new Map<string, AskedAnswer>();
  const add = (part: Part, source: AskedAnswer["source"], isKnown: boolean, hasAnswer: boolean) => {
    const reason =
      refused.get(`${source} ${part.id}`) ?? (isKnown ? (hasAnswer ? "no_longer_fits" : "now_required") : "new");
    const { id, variable = "" } = part;
    asked.set(`${source} ${id}`, { source, id, variable, label: labelOf(part), reason, message: words[reason](part) });
  };
  const hidden = new Set(carriedSecretIds);
  const wrong = new Set(
    validateSettings(to, settings, mappings, { asked: "installation" }).map(({ path }) => path.join()),
  );
  const shown = new Set(visibleFields(to, settings));
  for (const [index, field] of to.fields.entries()) {
    if (!shown.has(field) || field.perSync || field.variable === "") continue;
    const isWrong = wrong.has(`fields,${index}`) && !hidden.has(field.id);
    const hasAnswer = (ownValue(carried.settings, field.id) ?? "").trim() !== "";
    if (isWrong || refused.has(`field ${field.id}`)) add(field, "field", known.has(field.id), hasAnswer);
  }
  const knownMappings = new Set(from.mappings.map(({ id }) => id));
  for (const [index, mapping] of to.mappings.entries()) {
    const isWrong = wrong.has(`mappings,${index}`) || refused.has(`mapping ${mapping.id}`);
    if (mapping.variable !== "" && isWrong) {
      const hasAnswer = ownValue(carried.mappings, mapping.id) !== undefined;
      add(mapping, "mapping", knownMappings.has(mapping.id), hasAnswer);
    }
  }
  const wrongActions = new Set(validateActions(to, actions).map(({ actionId }) => actionId));
  for (const action of actionsOf(to)) {
    if (wrongActions.has(action.id)) add({ id: action.id, displayName: action.name }, "action", true, true);
  }
  return [...asked.values()];
}

/** What `to` has that `from` hadn't, and that does without an answer. */
export function offeredAnswers(
  from: DestinationDefinition,
  to: DestinationDefinition,
  { carried }: CarriedAnswers,
): OfferedAnswer[] {
  const { settings } = byVariable(to, carried);
  const [fields, mappings, actions] = [from.fields, from.mappings, actionsOf(from)].map(
    (parts) => new Set(parts.map(({ id }) => id)),
  );
  const effective = effectiveSettings(to, settings);
  const needsNone = (field: CustomField) =>
    !field.required || (!isSecretField(field) && (ownValue(effective, field.variable) ?? "") !== "");
  return [
    ...visibleFields(to, settings)
      .filter((field) => !fields?.has(field.id) && !field.perSync && field.variable !== "" && needsNone(field))
      .map((field): OfferedAnswer => offered("field", field)),
    ...to.mappings
      .filter(({ id, variable, required, defaultProperty }: MappingField) => {
        return !mappings?.has(id) && variable !== "" && (!required || defaultProperty !== "");
      })
      .map((mapping): OfferedAnswer => offered("mapping", mapping)),
    ...actionsOf(to)
      .filter(({ id }) => !actions?.has(id))
      .map(({ id, name }): OfferedAnswer => offered("action", { id, displayName: name })),
  ];
}

interface Part {
  id: string;
  displayName: string;
  targetName?: string;
  variable?: string;
}

function offered(source: OfferedAnswer["source"], part: Part): OfferedAnswer {
  return { source, id: part.id, variable: part.variable ?? "", label: labelOf(part) };
}

function labelOf({ displayName, targetName = "", variable = "" }: Part): string {
  return displayName || targetName || (variable === "" ? "A question without a name" : `$${variable}`);
}

const words: Record<AskedAnswer["reason"], (part: Part) => string> = {
  new: (part) => `${labelOf(part)} is new in this version, and it needs an answer.`,
  now_required: (part) => `${labelOf(part)} needs an answer now.`,
  no_longer_fits: (part) => `The answer to ${labelOf(part)} no longer fits. Answer it again.`,
  type_changed: (part) => `${labelOf(part)} is asked in another way now. Answer it again.`,
};
