/** Test users: generated or read from a CSV (SPEC 12). */

import { parseCsv } from "./csv";
import { type DestinationDefinition, type ValueFormat, valueFormats } from "./definition";
import { type JsonValue, LosslessNumber } from "./json";

/** A user of a test, or of a batch: what the project knows, and which way the user goes. */
export interface SampleUser {
  operation: "add" | "remove";
  properties: Record<string, JsonValue>;
}

/** A user property of a project, as much of it as sample values need. */
export interface SampleProperty {
  name: string;
  type: string;
  example: string;
}

/** A CSV of more rows is a cohort, not a sample. */
const sampleUsersMax = 10_000;

const givenNames = ["ada", "grace", "alan", "edsger", "barbara", "donald", "radia", "tim", "frances", "ken"];

/**
 * `count` users whose properties fit the mappings' formats: two thirds are added, and the first of these are removed
 * again, since removing somebody who was never added proves little. The same call gives the same users.
 */
export function generateSampleUsers(
  definition: DestinationDefinition,
  count: number,
  properties: readonly SampleProperty[],
): SampleUser[] {
  const total = Math.max(0, Math.min(Math.trunc(count) || 0, sampleUsersMax));
  const removed = Math.floor(total / 3);
  const wanted = wantedProperties(definition, properties);
  const user = (operation: SampleUser["operation"], index: number): SampleUser => ({
    operation,
    properties: Object.fromEntries(wanted.map((property) => [property.name, sampleValue(property, index)])),
  });
  return [
    ...Array.from({ length: total - removed }, (_, index) => user("add", index)),
    ...Array.from({ length: removed }, (_, index) => user("remove", index)),
  ];
}

interface WantedProperty extends SampleProperty {
  format: ValueFormat;
}

function wantedProperties(definition: DestinationDefinition, properties: readonly SampleProperty[]): WantedProperty[] {
  const wanted = new Map<string, WantedProperty>();
  const want = (name: string, type: string, example: string, format: ValueFormat) => {
    if (name !== "") wanted.set(name, { name, type, example, format });
  };
  want("user_id", "string", "", "any");
  want("device_id", "string", "", "uuid");
  for (const { name, type, example } of properties) want(name, type, example, wanted.get(name)?.format ?? "any");
  for (const mapping of definition.mappings) {
    const known = wanted.get(mapping.defaultProperty);
    const format = mapping.format === "any" ? (known?.format ?? "any") : mapping.format;
    want(mapping.defaultProperty, known?.type ?? "string", known?.example ?? "", format);
  }
  return [...wanted.values()];
}

function sampleValue({ name, type, example, format }: WantedProperty, index: number): JsonValue {
  const number = 1001 + index;
  const person = `${givenNames[index % givenNames.length]}.${number}`;
  switch (format === "any" ? guessFormat(name, type, example) : format) {
    case "email":
      return `${person}@example.com`;
    case "phone":
      return `+1555${String(1_000_000 + number).slice(-7)}`;
    case "uuid":
      return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    case "number":
      return new LosslessNumber(String(number));
    case "any":
      if (type === "boolean") return index % 2 === 0;
      if (name === "user_id") return `user-${number}`;
      return example || `${name}-${number}`;
  }
}

function guessFormat(name: string, type: string, example: string): ValueFormat {
  if (type === "number") return "number";
  if (type === "boolean") return "any";
  const byType = valueFormats.find((format) => format === type);
  if (byType) return byType;
  if (/e-?mail/i.test(name) || isFormat(example, "email")) return "email";
  if (/phone|mobile|msisdn/i.test(name)) return "phone";
  return /uuid|guid/i.test(name) ? "uuid" : "any";
}

/** Whether a mapped value has the format that its mapping expects (SPEC 5.4). */
export function isFormat(value: string, format: ValueFormat): boolean {
  switch (format) {
    case "any":
      return true;
    case "email":
      return value.length <= 254 && /^[^\s@"(),:;<>[\\\]]{1,64}@[^\s@"(),:;<>[\\\]]+\.[^\s@.]{2,}$/.test(value);
    case "phone":
      return /^\+[1-9]\d{6,14}$/.test(value);
    case "uuid":
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
    case "number":
      return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value);
  }
}

export interface CsvProblem {
  /** Line of the text, from 1. */
  line: number;
  message: string;
}

export interface SampleUsersCsv {
  users: SampleUser[];
  /** From columns named like a cohort variable: one value for the whole file. */
  cohort: { id?: string; name?: string };
  problems: CsvProblem[];
}

const cohortColumns: ReadonlyMap<string, "id" | "name"> = new Map([
  ["amplitude_cohort_id", "id"],
  ["amp_cohort_id", "id"],
  ["cohort_id", "id"],
  ["amplitude_cohort_name", "name"],
  ["amp_cohort_name", "name"],
  ["cohort_name", "name"],
]);

/**
 * Sample users from CSV text: a column `operation` (add or remove, any case; without it everybody is added) and one
 * column a property or mapping variable. `names` are the names to match in any case. Rows with a problem are left out
 * and named; an empty cell is a property the user doesn't have.
 */
export function parseSampleUsersCsv(text: string, names: readonly string[] = []): SampleUsersCsv {
  const rows = parseCsv(text);
  const [header, ...body] = rows;
  if (!header) return failed(1, "The file is empty. Its first line must name the columns, such as operation,user_id.");
  const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));
  const columns = header.cells.map((cell) => spelling.get(cell.trim().toLowerCase()) ?? cell.trim());
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index);
  if (repeated !== undefined) {
    const message = repeated === "" ? "More than one column has no name." : `The column ${repeated} is there twice.`;
    return failed(header.line, message);
  }
  if (body.length > sampleUsersMax) {
    return failed(sampleUsersMax + 2, `A sample has at most ${sampleUsersMax} users; this file has ${body.length}.`);
  }
  return readRows(columns, body);
}

function readRows(columns: readonly string[], rows: readonly { line: number; cells: string[] }[]): SampleUsersCsv {
  const result: SampleUsersCsv = { users: [], cohort: {}, problems: [] };
  for (const { line, cells } of rows) {
    if (cells.length !== columns.length) {
      const message = `This line has ${cells.length} values, but there are ${columns.length} columns.`;
      result.problems.push({ line, message });
      continue;
    }
    const read = readRow(columns, cells, result.cohort);
    if (typeof read === "string") result.problems.push({ line, message: read });
    else result.users.push(read);
  }
  return result;
}

/** The user of a row, or what is wrong with the row. */
function readRow(
  columns: readonly string[],
  cells: readonly string[],
  cohort: SampleUsersCsv["cohort"],
): SampleUser | string {
  let operation: SampleUser["operation"] = "add";
  const properties: [string, JsonValue][] = [];
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? "";
    const name = column.toLowerCase();
    const ofCohort = cohortColumns.get(name);
    if (name === "operation") {
      const word = cell.trim().toLowerCase();
      if (word !== "add" && word !== "remove") return `The operation must be add or remove, not “${cell}”.`;
      operation = word;
    } else if (ofCohort) {
      if (cohort[ofCohort] !== undefined && cohort[ofCohort] !== cell) {
        return `${column} must be the same on every line: a test is about one cohort.`;
      }
      cohort[ofCohort] = cell;
    } else if (cell !== "" && column !== "") {
      properties.push([column, cell]);
    }
  }
  return { operation, properties: Object.fromEntries(properties) };
}

function failed(line: number, message: string): SampleUsersCsv {
  return { users: [], cohort: {}, problems: [{ line, message }] };
}
