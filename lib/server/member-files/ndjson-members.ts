/**
 * Members from NDJSON: one JSON object a line with the keys `user_id` or `id`, in a patch `operation`, and one for each
 * property. Texts, numbers with every digit, and booleans keep their type; null is no value.
 */
import "server-only";
import { cohortLimits, memberIdProperty } from "@/lib/cohort-contract";
import { isLosslessNumber, type JsonValue, parseJson } from "@/lib/destination/json";
import {
  type MemberReader,
  type MemberReaderOptions,
  type MemberRow,
  memberIdProblem,
  operationInReplace,
  operationOf,
  shortened,
  valueProblem,
  wrongLine,
  wrongOperation,
} from "./member-row";
import { PropertyNames } from "./property-names";
import { WholeCharacters } from "./whole-characters";

const lineFeed = 10;

export function ndjsonMembers(options: MemberReaderOptions): MemberReader {
  const names = new PropertyNames(options.knownProperties);
  const characters = new WholeCharacters();
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;

  function onLine(bytes: Buffer): void {
    line += 1;
    if (bytes.length > cohortLimits.lineBytesMax) throw tooLong(line);
    const text = bytes.toString("utf8");
    const json = (line === 1 ? text.replace(/^\ufeff/, "") : text).trim();
    if (json !== "") options.onRow(readRow(json, line, options.isPatch, names));
  }

  return {
    read: async (piece) => {
      const whole = characters.push(piece);
      const bytes = rest.length === 0 ? whole : Buffer.concat([rest, whole]);
      let from = 0;
      for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, from)) {
        onLine(bytes.subarray(from, end));
        from = end + 1;
      }
      // A copy, so that what is kept until the next piece does not keep this whole one.
      rest = Buffer.from(bytes.subarray(from));
      if (rest.length > cohortLimits.lineBytesMax) throw tooLong(line + 1);
    },
    end: async () => {
      characters.end();
      if (rest.length > 0) onLine(rest);
    },
    properties: () => names.list(),
  };
}

function tooLong(line: number) {
  return wrongLine(line, `The line is longer than ${cohortLimits.lineBytesMax / 1024} KB.`);
}

/** A number that a double may not hold as it is written: with a fraction, an exponent or very many digits. */
const unusualNumber = /:\s*-?\d+(?:[.eE]|(?<=\d{16}))/;

function parseLine(json: string, line: number): [string, JsonValue | undefined][] {
  const value: unknown = unusualNumber.test(json) ? parseJson(json) : parsePlain(json);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw wrongLine(
    line,
    line === 1 && json.startsWith("[")
      ? "This is a JSON array. Write one object a line, without brackets around and commas between them."
      : `This is not a JSON object: “${shortened(json)}”. Each line must be one, such as {"${memberIdProperty}": "user-1001"}.`,
  );
}

function parsePlain(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function readRow(json: string, line: number, isPatch: boolean, names: PropertyNames): MemberRow {
  const entries = parseLine(json, line);
  const idKey = keyIn(entries, memberIdProperty) ?? keyIn(entries, "id");
  if (idKey === undefined) throw wrongLine(line, `The object has no ${memberIdProperty} or id.`);
  let memberId = "";
  let isRemoved = false;
  // A map, since two keys may stand for one property: the later one counts.
  const properties = new Map<string, string>();
  for (const [key, value] of entries) {
    if (key === idKey) {
      memberId = idOf(value, line);
    } else if (key.trim().toLowerCase() === "operation") {
      if (!isPatch) throw wrongLine(line, operationInReplace);
      const word = typeof value === "string" ? value : JSON.stringify(value ?? "");
      const operation = operationOf(word);
      if (!operation) throw wrongLine(line, wrongOperation(word));
      isRemoved = operation === "remove";
    } else if (key.trim() !== "") {
      const found = names.resolve(key);
      if ("problem" in found) throw wrongLine(line, found.problem);
      const text = valueText(found.name, value, line);
      if (text !== undefined) properties.set(found.name, text);
      else if (isPatch) properties.set(found.name, "null");
      else properties.delete(found.name);
    }
  }
  const members = [...properties].map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  return { memberId, isRemoved, properties: `{${members.join(",")}}` };
}

function keyIn(entries: readonly [string, unknown][], name: string): string | undefined {
  return entries.find(([key]) => key === name || key.trim().toLowerCase() === name)?.[0];
}

function idOf(value: unknown, line: number): string {
  const id = typeof value === "string" ? value : numberText(value);
  if (id === undefined) throw wrongLine(line, "The member's ID must be a text or a number.");
  const problem = memberIdProblem(id);
  if (problem !== undefined) throw wrongLine(line, problem);
  return id;
}

/** The value as JSON; undefined where there is none. */
function valueText(name: string, value: unknown, line: number): string | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  if (typeof value === "string") {
    const problem = valueProblem(name, value);
    if (problem !== undefined) throw wrongLine(line, problem);
    return JSON.stringify(value);
  }
  if (typeof value === "boolean") return String(value);
  const number = numberText(value);
  if (number === undefined) {
    throw wrongLine(
      line,
      `${name} must be a text, a number, true or false; it is ${Array.isArray(value) ? "a list" : "an object"}.`,
    );
  }
  if (number.length > 100 || !Number.isFinite(Number(number))) {
    throw wrongLine(line, `${name} is a number that is too large to be stored. Write it as a text.`);
  }
  return number;
}

function numberText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return isLosslessNumber(value) ? value.value : undefined;
}
