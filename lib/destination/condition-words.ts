/** Conditions of the setup modal in words. */
import type { CustomField, DestinationDefinition } from "./definition";

/**
 * "Shown when Region is Europe or Asia", by the names that a customer sees; undefined for what is always shown. A field
 * or an answer that is not there is named as it stands in the document.
 */
export function conditionWords(
  fields: DestinationDefinition["fields"],
  visibleWhen: CustomField["visibleWhen"],
): string | undefined {
  if (!visibleWhen) return undefined;
  const decider = fields.find(({ variable }) => variable === visibleWhen.variable);
  const name = decider?.displayName || `$${visibleWhen.variable}`;
  if (visibleWhen.values.length === 0) return `Never shown: no answer of ${name} is chosen`;
  const answers = visibleWhen.values.map(
    (value) => decider?.options.find((option) => option.value === value)?.label || value,
  );
  return `Shown when ${name} is ${joinWithOr(answers)}`;
}

function joinWithOr(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
