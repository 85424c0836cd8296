/** JSON as rows of a tree: what is open, in the order of the screen. Pure. */
import { isLosslessNumber, type JsonValue, toJson } from "@/lib/destination/json";
import type { PlaceSteps } from "@/lib/destination/response-place";

export interface JsonRow {
  /** Tells it from every other row. */
  key: string;
  steps: PlaceSteps;
  /** The name of a member, or the number of an element; empty for the whole. */
  name: string;
  /** The value as JSON, or how many parts it has. */
  text: string;
  kind: "object" | "list" | "text" | "number" | "word";
  level: number;
  /** Its place among its siblings, from 1, and how many there are. */
  position: number;
  siblings: number;
  /** Undefined for what can't be opened. */
  isOpen: boolean | undefined;
  /** How many parts of the value before are not shown; such a row only shows more of them. */
  more?: number;
}

/** Parts of one value that are shown before one asks for more. */
export const partsShown = 100;
const openLevels = 3;
const textCharsMax = 300;

/** Which values differ from what is open by itself: the first levels are, unless a value has many parts. */
export interface OpenState {
  toggled: ReadonlySet<string>;
  /** Of a value with many parts, how many are shown. */
  shown: ReadonlyMap<string, number>;
}

export function keyOf(steps: PlaceSteps): string {
  return JSON.stringify(steps);
}

/** The rows that show a document, opened as far as said. */
export function jsonRows(document: JsonValue, state: OpenState): JsonRow[] {
  const rows: JsonRow[] = [];
  add(rows, state, document, { steps: [], level: 1, position: 1, siblings: 1 });
  return rows;
}

type Place = Pick<JsonRow, "steps" | "level" | "position" | "siblings">;

function add(rows: JsonRow[], state: OpenState, value: JsonValue, place: Place): void {
  const { steps, level } = place;
  const key = keyOf(steps);
  const parts = partsOf(value);
  const name = steps.length === 0 ? "" : String(steps.at(-1));
  const isOpen = parts.length === 0 ? undefined : isOpenAt(state, key, level, parts.length);
  rows.push({ ...place, key, name, text: textOf(value, parts.length), kind: kindOf(value), isOpen });
  if (!isOpen) return;
  const shown = Math.min(parts.length, state.shown.get(key) ?? partsShown);
  const left = parts.length - shown;
  const siblings = left > 0 ? shown + 1 : shown;
  for (const [index, [step, member]] of parts.slice(0, shown).entries()) {
    add(rows, state, member, { steps: [...steps, step], level: level + 1, position: index + 1, siblings });
  }
  if (left > 0) {
    const row = { steps, name: "", text: "", kind: "word" as const, level: level + 1, isOpen: undefined };
    rows.push({ ...row, key: `${key}+`, position: siblings, siblings, more: left });
  }
}

function isOpenAt({ toggled }: OpenState, key: string, level: number, parts: number): boolean {
  const isUsual = level === 1 || (level <= openLevels && parts <= 20);
  return toggled.has(key) ? !isUsual : isUsual;
}

function partsOf(value: JsonValue): [string | number, JsonValue][] {
  if (value === null || typeof value !== "object" || isLosslessNumber(value)) return [];
  if (Array.isArray(value)) return value.map((element, index) => [index, element]);
  return Object.entries(value).flatMap(([key, member]): [string, JsonValue][] =>
    member === undefined ? [] : [[key, member]],
  );
}

function kindOf(value: JsonValue): JsonRow["kind"] {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  if (typeof value === "number" || isLosslessNumber(value)) return "number";
  return value !== null && typeof value === "object" ? "object" : "word";
}

function textOf(value: JsonValue, parts: number): string {
  if (Array.isArray(value)) return parts === 0 ? "[]" : `${parts} ${parts === 1 ? "element" : "elements"}`;
  if (kindOf(value) === "object") return parts === 0 ? "{}" : `${parts} ${parts === 1 ? "member" : "members"}`;
  const text = toJson(value);
  return text.length > textCharsMax ? `${text.slice(0, textCharsMax)}…` : text;
}
