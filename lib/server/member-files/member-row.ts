/** What becomes of a line of a file of members, whatever its format. */
import "server-only";
import { cohortLimits } from "@/lib/cohort-contract";
import { AppError } from "@/lib/errors";

/** One member as the file has it. */
export interface MemberRow {
  memberId: string;
  isRemoved: boolean;
  /** A JSON object. In a patch, `null` takes a property away. */
  properties: string;
}

/** Reads a file in pieces of any size, and calls `onRow` with each row that is complete. */
export interface MemberReader {
  read: (piece: Buffer) => Promise<void>;
  /** After the last piece: there may be a last line without a line break. */
  end: () => Promise<void>;
  /** Names of the properties that the file has, in order of their first appearance. */
  properties: () => string[];
}

export interface MemberReaderOptions {
  /** In a patch, rows may say whether they add or remove, and a missing value takes a property away. */
  isPatch: boolean;
  /** User properties of the project: a column of the same name in another case is theirs. */
  knownProperties: readonly string[];
  onRow: (row: MemberRow) => void;
}

/** The refusal of a file: what is wrong with which line, from 1. Nothing of the file is kept then. */
export function wrongLine(line: number, message: string): AppError {
  return new AppError("invalid_input", `Line ${line.toLocaleString("en-US")}: ${message}`, {
    issues: [{ path: `lines.${line}`, message }],
  });
}

/** `add` or `remove` in any case; undefined for anything else. */
export function operationOf(text: string): "add" | "remove" | undefined {
  const word = text.trim().toLowerCase();
  return word === "add" || word === "remove" ? word : undefined;
}

export function wrongOperation(text: string): string {
  return text.trim() === ""
    ? "The operation is empty. Write add or remove."
    : `The operation must be add or remove, not “${shortened(text)}”.`;
}

export const operationInReplace =
  "This file has an operation, add or remove, so it is meant to change some members. Choose to add and remove members instead of replacing all (mode=patch), or take the operation out.";

/** Half of a surrogate pair, which JSON may hold and Postgres refuses. */
const halfCharacter = /\p{Cs}/u;

/** What is wrong with a member's ID; undefined when it is in order. */
export function memberIdProblem(id: string): string | undefined {
  if (id === "") return "The member has no ID.";
  if (id.length > cohortLimits.memberIdMax) {
    return `The member's ID has ${id.length.toLocaleString("en-US")} characters; at most ${cohortLimits.memberIdMax} are possible.`;
  }
  if (/\p{Cc}/u.test(id)) return "The member's ID holds a line break or another control character. Remove it.";
  if (halfCharacter.test(id)) return "The member's ID holds half of a character. Write it whole.";
  return undefined;
}

/** What is wrong with a text that a member's property has; undefined when it is in order. */
export function valueProblem(name: string, text: string): string | undefined {
  if (text.length > cohortLimits.valueMax) {
    return `${name} has ${text.length.toLocaleString("en-US")} characters; at most ${cohortLimits.valueMax.toLocaleString("en-US")} are possible.`;
  }
  if (text.includes("\u0000") || halfCharacter.test(text)) {
    return `${name} holds a character that can't be stored: the null character, or half of one. Remove it.`;
  }
  return undefined;
}

export function propertyNameProblem(name: string): string | undefined {
  if (name.length > cohortLimits.propertyNameMax) {
    return `The property name “${shortened(name)}” has ${name.length} characters; at most ${cohortLimits.propertyNameMax} are possible.`;
  }
  if (/\p{Cc}/u.test(name) || halfCharacter.test(name)) {
    return `The property name “${shortened(name)}” holds a character that can't be stored, such as a line break. Rename it.`;
  }
  return undefined;
}

export const tooManyProperties = `The file has more than ${cohortLimits.propertiesMax} properties. Leave out those that no mapping needs.`;

/** As much of a stranger's text as a message can hold. */
export function shortened(text: string): string {
  const visible = text.replace(/\p{Cc}/gu, " ");
  return visible.length > 40 ? `${visible.slice(0, 40)}…` : visible;
}
