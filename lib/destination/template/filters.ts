/** The filters of the template language (SPEC 6 rule 5): what each is called, takes and does. */
import { md5 as md5Digest } from "@noble/hashes/legacy.js";
import { sha256 as sha256Digest } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { isLosslessNumber, type JsonValue, LosslessNumber } from "@/lib/destination/json";
import { base64 } from "./base64";
import { dateFormats, dateText } from "./date-text";
import { nearestName } from "./nearest-name";
import { slugify } from "./slugify";
import type { FilterCall } from "./template";
import { urlEncode } from "./url-encode";
import { isStructured, valueJson, valueText } from "./value-text";

export type FilterArgument = FilterCall["arguments"][number];

/** One argument of a filter. `count`: a whole number from 0 on. `word`: a text that must not be empty. */
export interface FilterParameter {
  name: string;
  type: "text" | "word" | "count" | "any";
  choices?: readonly string[];
  isOptional?: boolean;
}

/** A value that is `undefined` is missing, exactly as if the variable had none. */
export type FilterResult = { ok: true; value: JsonValue | undefined } | { ok: false; message: string };

export interface FilterDefinition {
  name: string;
  description: string;
  arguments: readonly FilterParameter[];
  /** The token in use, a value of its variable, and what comes out. */
  example: { template: string; value: JsonValue; result: JsonValue };
  /** Pure; never sees a missing value. The arguments have passed `argumentsProblem`. */
  apply(value: JsonValue, args: readonly FilterArgument[]): FilterResult;
}

/** The longest text a filter may make, in UTF-16 units: no template can blow a value up without end. */
export const filteredCharsMax = 4_194_304;

const text = (name: string): FilterParameter => ({ name, type: "text" });

const definitions: FilterDefinition[] = [
  textFilter("slugify", "Only letters, digits, underscores and hyphens; at most 100 characters.", slugify, {
    value: "Saturday's cohort & héllo",
    result: "Saturday-s-cohort-he-llo",
  }),
  textFilter("lower", "Lower case.", (value) => value.toLowerCase(), {
    value: "Ann@Example.com",
    result: "ann@example.com",
  }),
  textFilter("upper", "Upper case.", (value) => value.toUpperCase(), { value: "de", result: "DE" }),
  textFilter("trim", "Without spaces at both ends.", (value) => value.trim(), { value: " Ann ", result: "Ann" }),
  textFilter("remove_spaces", "Without any spaces.", (value) => value.replace(/\s+/g, ""), {
    value: "Power users",
    result: "Powerusers",
  }),
  {
    name: "replace",
    description: "Every occurrence of the first text becomes the second.",
    arguments: [{ name: "search", type: "word" }, text("replacement")],
    example: { template: '${x | replace: " ", "_"}', value: "Power users", result: "Power_users" },
    apply: (value, [search, replacement]) =>
      onText("replace", value, (input) => joined("replace", input.split(String(search)), String(replacement))),
  },
  {
    name: "truncate",
    description: "Cut to a number of characters.",
    arguments: [{ name: "length", type: "count" }],
    example: { template: "${x | truncate: 5}", value: "Power users", result: "Power" },
    // Whole characters, so that no emoji is cut in two.
    apply: (value, [length]) =>
      onText("truncate", value, (input) => found(Array.from(input).slice(0, Number(length)).join(""))),
  },
  textFilter("sha256", "The SHA-256 hash in hexadecimal.", (value) => bytesToHex(sha256Digest(utf8ToBytes(value))), {
    value: "ann@example.com",
    result: "71d4f55f72fa128dfb468a1a3901507c804b74316488744d769d7f4b16696476",
  }),
  textFilter("md5", "The MD5 hash in hexadecimal.", (value) => bytesToHex(md5Digest(utf8ToBytes(value))), {
    value: "ann@example.com",
    result: "257c57037d384ae37ea27a07e8a01665",
  }),
  textFilter("base64", "Base64 of the UTF-8 text.", base64, { value: "user:pass", result: "dXNlcjpwYXNz" }),
  {
    name: "json",
    description: "The value as JSON text.",
    arguments: [],
    example: { template: "${x | json}", value: ["a", "b"], result: '["a","b"]' },
    apply: (value) => found(valueJson(value)),
  },
  {
    name: "number",
    description: "A text of digits as a number, every digit kept.",
    arguments: [],
    example: { template: "${x | number}", value: "42", result: 42 },
    apply: toNumber,
  },
  {
    name: "boolean",
    description: "The texts true and false as true and false, such as an answer of the setup modal.",
    arguments: [],
    example: { template: "${x | boolean}", value: "true", result: true },
    apply: toBoolean,
  },
  {
    name: "string",
    description: "The value as text: 42 becomes “42”.",
    arguments: [],
    example: { template: "${x | string}", value: 42, result: "42" },
    apply: (value) => found(valueText(value)),
  },
  {
    name: "join",
    description: "The elements of a list as one text, with the given text between them (a comma if none is given).",
    arguments: [{ ...text("separator"), isOptional: true }],
    example: { template: '${x | join: ", "}', value: ["a", "b"], result: "a, b" },
    apply: (value, [separator = ","]) =>
      onList("join", value, (list) =>
        joined(
          "join",
          list.flatMap((element) => valueText(element) ?? []),
          String(separator),
        ),
      ),
  },
  textFilter(
    "email",
    "An e-mail address without spaces at the ends, in lower case.",
    (value) => value.trim().toLowerCase(),
    {
      value: " Ann@Example.com ",
      result: "ann@example.com",
    },
  ),
  {
    name: "first",
    description: "The first element of a list.",
    arguments: [],
    example: { template: "${x | first}", value: ["a", "b"], result: "a" },
    apply: (value) => onList("first", value, (list) => found(list[0])),
  },
  {
    name: "map",
    description:
      "One field of every element of a list, such as the price of every order line; null where it is missing.",
    arguments: [{ name: "field", type: "word" }],
    example: { template: '${x | map: "price"}', value: [{ price: 5 }, { price: 7 }], result: [5, 7] },
    apply: (value, [field]) =>
      onList("map", value, (list) => found(list.map((element) => valueAt(element, String(field).split(".")) ?? null))),
  },
  {
    name: "default",
    description: "What to use where the value is missing or null.",
    arguments: [{ name: "value", type: "any" }],
    example: { template: '${x | default: "none"}', value: null, result: "none" },
    apply: (value, [fallback = null]) => found(value ?? fallback),
  },
  {
    name: "date",
    description: "A date as ISO 8601 text (UTC), Unix seconds or Unix milliseconds.",
    arguments: [{ ...text("format"), choices: dateFormats }],
    example: { template: '${x | date: "unix"}', value: "2026-01-31T12:00:00Z", result: 1_769_860_800 },
    apply: toDate,
  },
  textFilter("url_encode", "Percent-encoded. Tokens in a URL are encoded anyway, and never twice.", urlEncode, {
    value: "a b&c",
    result: "a%20b%26c",
  }),
];

/** Every filter by name. The object has no prototype, so that `constructor` is not a filter. */
export const filters: Readonly<Record<string, FilterDefinition>> = Object.assign(
  Object.create(null),
  Object.fromEntries(definitions.map((definition) => [definition.name, definition])),
);

export const filterNames: readonly string[] = definitions.map((definition) => definition.name);

/** The filter a person most likely meant, or undefined. */
export function suggestFilter(name: string): string | undefined {
  return nearestName(name, filterNames);
}

/** What a filter makes of a value. A missing value may go in, and may come out. */
export type FilterStep = (value: JsonValue | undefined) => FilterResult;

/**
 * A filter with its arguments, both checked here and once. A missing value stays missing and null stays null: only
 * `default` (both) and `json` (null) make something of them. Refuses unknown filters and arguments that do not fit.
 */
export function filterStep({ name, arguments: args }: Pick<FilterCall, "name" | "arguments">): FilterStep {
  const filter = filters[name];
  if (!filter) return () => problem(`There is no filter “${name}”.`);
  const wrong = argumentsProblem(filter, args);
  if (wrong !== undefined) return () => problem(wrong);
  if (name === "default") return (value) => filter.apply(value ?? null, args);
  const takesNull = name === "json";
  return (value) => (value === undefined || (value === null && !takesNull) ? found(value) : filter.apply(value, args));
}

/** The value after one filter. */
export function applyFilter(value: JsonValue | undefined, call: Pick<FilterCall, "name" | "arguments">): FilterResult {
  return filterStep(call)(value);
}

/** Why a filter cannot take these arguments, as a sentence; undefined where it can. */
export function argumentsProblem(filter: FilterDefinition, args: readonly FilterArgument[]): string | undefined {
  const required = filter.arguments.filter((parameter) => !parameter.isOptional).length;
  if (args.length < required || args.length > filter.arguments.length) {
    return `The filter “${filter.name}” takes ${usage(filter, required)}, such as ${filter.example.template}.`;
  }
  for (const [index, parameter] of filter.arguments.entries()) {
    const argument = args[index];
    if (argument === undefined) continue;
    const wanted = parameterProblem(parameter, argument);
    if (wanted !== undefined) return `The ${parameter.name} of the filter “${filter.name}” must be ${wanted}.`;
  }
  return undefined;
}

/** A value inside another one, by own properties only; undefined where there is none. */
export function valueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null || isLosslessNumber(current)) return undefined;
    if (!Object.hasOwn(current, step)) return undefined;
    current = Array.isArray(current) ? current[Number(step)] : current[step];
  }
  return current;
}

function parameterProblem({ type, choices }: FilterParameter, argument: FilterArgument): string | undefined {
  if (choices && !choices.includes(String(argument))) {
    return `one of ${choices.map((choice) => `"${choice}"`).join(", ")}`;
  }
  if (type === "any") return undefined;
  if (type === "count") {
    return typeof argument === "number" && Number.isInteger(argument) && argument >= 0 ? undefined : "a whole number";
  }
  if (typeof argument !== "string") return "a text in double quotes";
  return type === "word" && argument === "" ? "a text that is not empty" : undefined;
}

function usage(filter: FilterDefinition, required: number): string {
  if (filter.arguments.length === 0) return "no argument";
  const names = filter.arguments.map((parameter) => parameter.name).join(" and ");
  const count = filter.arguments.length === 1 ? "one argument" : `${filter.arguments.length} arguments`;
  return required === 0 ? `at most ${count} (${names})` : `${count} (${names})`;
}

function textFilter(
  name: string,
  description: string,
  change: (value: string) => string,
  example: { value: string; result: string },
): FilterDefinition {
  return {
    name,
    description,
    arguments: [],
    example: { template: `\${x | ${name}}`, ...example },
    apply: (value) => onText(name, value, (input) => found(change(input))),
  };
}

function onText(name: string, value: JsonValue, change: (text: string) => FilterResult): FilterResult {
  const input = isStructured(value) ? undefined : valueText(value);
  if (input === undefined) {
    return problem(
      `The filter “${name}” works on text, and this value is ${kindOf(value)}. Put “| join” or “| json” before it.`,
    );
  }
  const result = change(input);
  return result.ok && typeof result.value === "string" && result.value.length > filteredCharsMax
    ? tooLong(name)
    : result;
}

function onList(name: string, value: JsonValue, change: (list: JsonValue[]) => FilterResult): FilterResult {
  if (!Array.isArray(value)) {
    return problem(`The filter “${name}” works on lists, and this value is ${kindOf(value)}.`);
  }
  return change(value);
}

/** Measured before it is made: a long separator between many pieces could otherwise exhaust the memory. */
function joined(name: string, pieces: string[], separator: string): FilterResult {
  const length = pieces.reduce((sum, piece) => sum + piece.length, separator.length * Math.max(0, pieces.length - 1));
  return length > filteredCharsMax ? tooLong(name) : found(pieces.join(separator));
}

function toNumber(value: JsonValue): FilterResult {
  if (typeof value === "number" || isLosslessNumber(value)) return found(value);
  const digits = typeof value === "string" ? value.trim() : "";
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(digits)) {
    return problem(`The filter “number” needs digits such as 42 or -1.5, and this value is ${kindOf(value)}.`);
  }
  return found(new LosslessNumber(digits));
}

function toBoolean(value: JsonValue): FilterResult {
  if (typeof value === "boolean") return found(value);
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (word === "true" || word === "false") return found(word === "true");
  return problem(`The filter “boolean” needs the text true or false, and this value is ${kindOf(value)}.`);
}

function toDate(value: JsonValue, [format]: readonly FilterArgument[]): FilterResult {
  const date = dateText(value, String(format));
  return date === undefined
    ? problem(
        `The filter “date” needs a date such as 2026-01-31T12:00:00Z or a Unix time, and this value is ${kindOf(value)}.`,
      )
    : found(date);
}

/** The kind of a value in words, never the value itself: it may be a secret. */
function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" || isLosslessNumber(value)) return "a number";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "a text of another form" : "true or false";
}

function found(value: JsonValue | undefined): FilterResult {
  return { ok: true, value };
}

function problem(message: string): FilterResult {
  return { ok: false, message };
}

function tooLong(name: string): FilterResult {
  return problem(
    `The filter “${name}” would make a text of more than ${filteredCharsMax / 1_048_576} million characters.`,
  );
}
