/** The answers of a setup modal with everything that follows from them: defaults, hidden fields, what options set. */
import { activeFields } from "./active-fields";
import type { CustomField, DestinationDefinition, MappingField } from "./definition";

/** A record's own member. A variable may be called `__proto__`, and then a plain look-up finds what nobody typed. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Whether the setup modal asks for a field, given the other answers (SPEC 5.2, `visibleWhen`). */
export function isFieldVisible(
  definition: DestinationDefinition,
  field: CustomField,
  settings: Readonly<Record<string, string>>,
): boolean {
  return isVisible(activeFields(definition), field, settings, new Set());
}

function isVisible(
  fields: readonly CustomField[],
  field: CustomField,
  settings: Readonly<Record<string, string>>,
  seen: Set<CustomField>,
): boolean {
  const condition = field.visibleWhen;
  if (!condition) return true;
  // Two fields that wait for each other are both shown: better asked in vain than never.
  if (seen.has(field)) return true;
  seen.add(field);
  const controlling = fields.find((other) => other.variable === condition.variable && other.type !== "string");
  if (!controlling) return true;
  return condition.values.includes(answerOf(controlling, settings)) && isVisible(fields, controlling, settings, seen);
}

/** What was answered, or the default where nothing was: an answer that was emptied on purpose stays empty. */
function answerOf(field: CustomField, settings: Readonly<Record<string, string>>): string {
  return ownValue(settings, field.variable) ?? field.defaultValue;
}

/** The custom fields the setup modal asks for with these answers, in order. */
export function visibleFields(
  definition: DestinationDefinition,
  settings: Readonly<Record<string, string>>,
): CustomField[] {
  const fields = activeFields(definition);
  return fields.filter((field) => isVisible(fields, field, settings, new Set()));
}

/**
 * Variable → value for every field that is asked: the answer or the default, and what the chosen options set besides.
 * A hidden field has no value, whatever was once typed into it.
 */
export function effectiveSettings(
  definition: DestinationDefinition,
  settings: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries: [string, string][] = [];
  for (const field of visibleFields(definition, settings)) {
    if (field.variable === "") continue;
    const answer = answerOf(field, settings);
    entries.push([field.variable, answer]);
    if (field.type === "string") continue;
    const chosen = field.options.find((option) => option.value === answer);
    for (const { variable, value } of chosen?.sets ?? []) {
      if (variable !== "") entries.push([variable, value]);
    }
  }
  return Object.fromEntries(entries);
}

/** The user property chosen for a mapping, or its default; empty where there is neither. */
export function chosenProperty(mapping: MappingField, mappings: Readonly<Record<string, string>>): string {
  return ownValue(mappings, mapping.variable) ?? mapping.defaultProperty;
}

/** The target chosen for a mapping of an option type: by its answer in the settings, else the first. */
export function chosenTarget(
  mapping: MappingField,
  settings: Readonly<Record<string, string>>,
): MappingField["options"][number] | undefined {
  if (mapping.type === "string") return undefined;
  const answer = ownValue(settings, mapping.variable);
  return mapping.options.find((option) => option.value === answer) ?? mapping.options[0];
}
