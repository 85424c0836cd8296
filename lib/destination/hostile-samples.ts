/** Values that have broken other people's code; a user, a cohort or a customer may have any of them (SPEC 10). */
import type { DestinationDefinition } from "./definition";
import { chosenProperty } from "./effective-settings";
import { isLosslessNumber, type JsonValue, LosslessNumber } from "./json";
import type { RequestValues } from "./request-values";
import type { SampleUser } from "./sample-users";
import { valueText } from "./template/value-text";
import type { TriggerEvent } from "./trigger/trigger";

export interface HostileSample {
  /** Stable and kebab-case. */
  id: string;
  /** For a list to choose from. */
  name: string;
  value: JsonValue;
}

export const hostileSamples: readonly HostileSample[] = [
  { id: "quotes", name: "Quotation marks", value: 'say "hi"' },
  { id: "apostrophe", name: "Apostrophe", value: "it's" },
  { id: "line-break", name: "Line break", value: "two\nlines" },
  { id: "carriage-return", name: "Carriage return", value: "carriage\rreturn" },
  { id: "tab", name: "Tab", value: "tab\there" },
  { id: "dollar", name: "Names of variables", value: "$items and $$ and ${name}" },
  { id: "replacement", name: "Replacement patterns", value: "$& and $1 and {{name}}" },
  { id: "backslash", name: "Backslash", value: "back\\slash" },
  { id: "escape", name: "Escape sequences", value: "C:\\new\\u0041" },
  { id: "emoji", name: "Emoji", value: "emoji 😀👨‍👩‍👧" },
  { id: "right-to-left", name: "Right-to-left text", value: "right-to-left \u202eabc שלום" },
  { id: "high-surrogate", name: "Half a character: first half", value: "\ud800 alone" },
  { id: "low-surrogate", name: "Half a character: second half", value: "\udc00" },
  { id: "null-character", name: "Null character", value: "\u0000" },
  { id: "line-separator", name: "Unicode line separators", value: "\u2028\u2029" },
  { id: "markup", name: "HTML", value: "</script><!--" },
  { id: "injection", name: "JSON that closes yours", value: '"}],"admin":true,"x":[{"y":"' },
  { id: "path", name: "Path and query", value: "../?a=1&b=2#c" },
  { id: "braces", name: "Empty braces", value: "{}" },
  { id: "word-null", name: "The word null", value: "null" },
  { id: "zero", name: "The digit 0", value: "0" },
  { id: "hyphen", name: "A hyphen", value: "-" },
  { id: "long", name: "65,536 characters", value: "x".repeat(65_536) },
  { id: "large-number", name: "A number of 19 digits", value: new LosslessNumber("9007199254740993123") },
  { id: "empty", name: "Nothing at all", value: "" },
  { id: "null", name: "Null", value: null },
];

/**
 * The same values with the sample wherever people are free to write what they like: the cohort's name, text answers
 * that are neither secret nor bound to a form, and the mapped properties of the first user of each direction (the
 * others stay, so that there is a batch even where a user with this value is left out), or the texts of events. Answers with a pattern, host
 * patterns or a smaller maximum length and mappings with a format keep their value: there the sample is refused earlier.
 */
export function withHostileSample(
  definition: DestinationDefinition,
  values: RequestValues,
  sample: Pick<HostileSample, "value">,
): RequestValues {
  // A text is all that a cohort's name or an answer can be.
  const text = valueText(sample.value) ?? "";
  const free = definition.fields.filter(
    ({ type, secret, pattern, hostPatterns, maxLength }) =>
      type === "string" &&
      !secret &&
      pattern === "" &&
      hostPatterns.length === 0 &&
      text.length <= (maxLength ?? 65_536),
  );
  return {
    ...values,
    cohort: { ...values.cohort, name: text },
    settings: withMembers(
      values.settings,
      free.filter(({ variable }) => variable !== "").map(({ variable }) => variable),
      text,
    ),
    users: withHostileUsers(definition, values, sample.value),
    ...(values.events && { events: values.events.flatMap((event) => [withHostileParts(event, sample.value), event]) }),
  };
}

/** What applications write into an event; what it is about, its `type` and its name, decides which action it calls. */
const freeMembers = ["properties", "traits"] as const;

/**
 * The event with the sample in place of every text in it that may be any. Each event is there twice, so that a call
 * is made where the trigger asks for one of these texts.
 */
function withHostileParts(event: TriggerEvent, value: JsonValue): TriggerEvent {
  const parts = freeMembers.flatMap((name): [string, JsonValue][] => {
    const part = event[name];
    return part === undefined ? [] : [[name, withHostileTexts(part, value)]];
  });
  return { ...event, ...Object.fromEntries(parts) };
}

function withHostileTexts(part: JsonValue, value: JsonValue): JsonValue {
  if (typeof part === "string") return value;
  if (Array.isArray(part)) return part.map((element) => withHostileTexts(element, value));
  if (typeof part !== "object" || part === null || isLosslessNumber(part)) return part;
  const members = Object.entries(part).map(([name, member]): [string, JsonValue | undefined] => [
    name,
    member === undefined ? undefined : withHostileTexts(member, value),
  ]);
  return Object.fromEntries(members);
}

function withHostileUsers(definition: DestinationDefinition, values: RequestValues, value: JsonValue): SampleUser[] {
  const free = definition.mappings.filter(({ format, variable }) => format === "any" && variable !== "");
  const done = new Set<SampleUser["operation"]>();
  return values.users.map((user) => {
    if (done.has(user.operation)) return user;
    done.add(user.operation);
    // A column named like the variable would stand in for a property without a value.
    const names = free.flatMap((mapping) => [
      chosenProperty(mapping, values.mappings) || mapping.variable,
      ...(Object.hasOwn(user.properties, mapping.variable) ? [mapping.variable] : []),
    ]);
    return { ...user, properties: withMembers(user.properties, names, value) };
  });
}

/** By entries, so that a name such as `__proto__` is a name like any other. */
function withMembers<Value>(
  record: Readonly<Record<string, Value>>,
  names: readonly string[],
  value: Value,
): Record<string, Value> {
  return Object.fromEntries([...Object.entries(record), ...names.map((name): [string, Value] => [name, value])]);
}
