/** What a mapping asks of every user or event before anything is rendered (SPEC 5.4). */
import type { MappingField, ValueFormat } from "./definition";
import type { JsonValue } from "./json";
import { isFormat } from "./sample-users";
import { valueText } from "./template/value-text";

export interface MappingCheck {
  format: ValueFormat;
  /** The reason where there is no value; undefined where none is needed. */
  missing: string | undefined;
  /** The reason where the value has another form. */
  unfit: string;
}

/** The reasons in the words for a user's property or an event's member. */
export function mappingWords(mapping: MappingField, of: "user" | "event", source: string): MappingCheck {
  const name = mapping.targetName || mapping.displayName || `$${mapping.variable}`;
  return {
    format: mapping.format,
    missing: mapping.required ? `The ${of} has no ${source}, which is needed for ${name}.` : undefined,
    unfit: `The ${of}'s ${source} isn't ${formatNames[mapping.format]}, which ${name} needs.`,
  };
}

/** Why a user or event is left out before anything is rendered; undefined where nothing stands against it. */
export function unfitReason<Check extends MappingCheck>(
  checks: readonly Check[],
  read: (check: Check) => JsonValue | undefined,
): string | undefined {
  for (const check of checks) {
    const value = read(check);
    if (value === undefined) {
      if (check.missing !== undefined) return check.missing;
      continue;
    }
    const text = valueText(value);
    if (text === undefined || !isFormat(text, check.format)) return check.unfit;
  }
  return undefined;
}

const formatNames = {
  any: "a value",
  email: "an e-mail address",
  phone: "a phone number in E.164 form",
  uuid: "a UUID",
  number: "a number",
} as const;
