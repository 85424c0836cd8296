/** A definition as it is read: each thing that was said, under its name, in the order of the forms. Pure. */
import { formatNumber } from "@/components/ui/format-number";
import { conditionWords } from "@/lib/destination/condition-words";
import { customField, type DestinationDefinition, rateLimit } from "@/lib/destination/definition";
import { isMembers, isWhole, type Members, memberAt, partsById } from "@/lib/destination/document-tree";
import { memberName, placeName } from "@/lib/destination/place-name";
import { showValue } from "@/lib/destination/shown-value";
import { isInUse } from "@/lib/destination/version-words/in-use";

/** One thing that was said. */
export interface DefinitionRow {
  kind: "row";
  steps: string[];
  label: string;
  value: string;
  /** `lines`: a template of several lines, whose JSON can be pointed at line by line. */
  look: "words" | "code" | "lines";
}

/** A part of its own, such as a custom field, with what was said about it. */
export interface DefinitionPart {
  kind: "part";
  steps: string[];
  label: string;
  rows: DefinitionEntry[];
}

export type DefinitionEntry = DefinitionRow | DefinitionPart;

/** Members with another view, or without a meaning to people. */
const leftOut = new Set(["id", "schemaVersion", "kind", "errors", "credentialOf"]);

/** What is said to be so even where it isn't: that it isn't is worth knowing. */
const toldEitherWay = new Set([
  "required",
  "enabledByDefault",
  "mixesDirections",
  "caseSensitive",
  "slugifyCohortName",
]);

const code = new Set([
  "url",
  "tokenUrl",
  "value",
  "variable",
  "pattern",
  "listIdPath",
  "listIdTemplate",
  "propertyKey",
  "path",
  "itemPath",
  "matchPath",
  "codePath",
  "messagePath",
  "source",
  "condition",
  "trigger",
  "successBody",
  "hostPatterns",
  "codes",
  "clientId",
  "clientSecret",
  "username",
  "password",
  "token",
]);

const lines = new Set(["payload", "itemTemplate", "template"]);

/**
 * Everything that was said at a place and below it, in the order of the document. What was left empty is left out, and
 * so is what was kept beside a choice that put it aside, such as the credentials of another method.
 */
export function definitionRows(definition: DestinationDefinition, steps: readonly string[]): DefinitionEntry[] {
  const value = steps.reduce<unknown>(memberAt, definition);
  return entriesAt(definition, steps, value);
}

function entriesAt(definition: DestinationDefinition, steps: readonly string[], value: unknown): DefinitionEntry[] {
  if (Array.isArray(value) && value.some(isMembers)) return partsOf(definition, steps, value);
  return isMembers(value) ? membersOf(definition, steps, value) : rowOf(steps, value);
}

function membersOf(definition: DestinationDefinition, steps: readonly string[], members: Members): DefinitionEntry[] {
  return Object.entries(members).flatMap(([key, value]): DefinitionEntry[] => {
    const own = [...steps, key];
    if (leftOut.has(key) || !isInUse(definition, own)) return [];
    if (isWhole(own)) return wholeOf(definition, own, value);
    const entries = entriesAt(definition, own, value);
    const isPart = key === "authentication" && steps.length > 0 && entries.length > 0;
    return isPart ? [{ kind: "part", steps: own, label: memberName(own), rows: entries }] : entries;
  });
}

/** What only means something together stands in one row. */
function wholeOf(definition: DestinationDefinition, steps: readonly string[], value: unknown): DefinitionEntry[] {
  const limit = rateLimit.safeParse(value);
  if (limit.success) return [row(steps, `${limit.data.requests} a ${limit.data.per}`, "words")];
  const condition = customField.shape.visibleWhen.safeParse(value);
  const words = condition.success ? conditionWords(definition.fields, condition.data) : undefined;
  return words === undefined ? [] : [row(steps, words.replace(/^Shown when /, ""), "words")];
}

function partsOf(
  definition: DestinationDefinition,
  steps: readonly string[],
  list: readonly unknown[],
): DefinitionEntry[] {
  const parts = partsById(list);
  // Where they can't be told apart, only the list as a whole can be pointed at.
  if (!parts) return [row(steps, showValue(steps, list) ?? "", "words")];
  return [...parts].flatMap(([id, part]): DefinitionEntry[] => {
    const own = [...steps, `#${id}`];
    if (!isInUse(definition, own)) return [];
    const short = inOneRow(own, part);
    if (short) return [short];
    const label = placeName(definition, own).split(" › ").at(-1) ?? "";
    return [{ kind: "part", steps: own, label, rows: membersOf(definition, own, part) }];
  });
}

/** A header, or an option that does nothing but stand for a value, says all it says in one row. */
function inOneRow(steps: readonly string[], part: Members): DefinitionRow | undefined {
  const { name, label, value, sets, itemTemplate } = part;
  const list = steps.at(-2);
  if (typeof value !== "string" || value === "") return undefined;
  if (list === "headers" && typeof name === "string" && name !== "") {
    return { kind: "row", steps: [...steps], label: name, value, look: "code" };
  }
  const isPlain = (sets === undefined || (Array.isArray(sets) && sets.length === 0)) && !itemTemplate;
  if (list !== "options" || typeof label !== "string" || label === "" || !isPlain) return undefined;
  return { kind: "row", steps: [...steps], label: `Option ${label}`, value, look: "code" };
}

function rowOf(steps: readonly string[], value: unknown): DefinitionRow[] {
  const key = steps.at(-1) ?? "";
  if (value === null || value === undefined) return [];
  if (value === false && !toldEitherWay.has(key)) return [];
  if (Array.isArray(value) && value.length === 0) return [];
  const text = typeof value === "number" ? formatNumber(value) : (showValue(steps, value) ?? "");
  if (text.trim() === "") return [];
  return [row(steps, text, lines.has(key) ? "lines" : code.has(key) ? "code" : "words")];
}

function row(steps: readonly string[], value: string, look: DefinitionRow["look"]): DefinitionRow {
  const label = steps.at(-3) === "translations" ? `${memberName(steps)} (${steps.at(-2)})` : memberName(steps);
  return { kind: "row", steps: [...steps], label, value, look };
}
