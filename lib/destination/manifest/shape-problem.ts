/** Why a value that people wrote doesn't have the shape it must have, in words that say what to do. */
import { z } from "zod";
import { isMembers, memberAt } from "@/lib/destination/document-tree";
import type { DocumentPath } from "@/lib/destination/finding";
import { nearestName } from "@/lib/destination/template/nearest-name";
import { innerSchema, ownMember } from "./manifest";

export interface ShapeProblem {
  path: DocumentPath;
  message: string;
  /** Whether the name of the part is what is wrong, rather than its value. */
  isName: boolean;
}

/** The problems of `value`, which `schema` refused with these issues. */
export function shapeProblems(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  schema: z.core.$ZodType,
): ShapeProblem[] {
  return issues.flatMap((issue): ShapeProblem[] => {
    const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
    const own = path.reduce(memberAt, value);
    const expected = schemaAt(schema, path, value);
    if (issue.code === "unrecognized_keys" && isMembers(own)) {
      const names = expected instanceof z.ZodObject ? Object.keys(expected.shape) : [];
      const free = names.filter((name) => !Object.hasOwn(own, name));
      return issue.keys.map((key) => ({ path: [...path, key], message: unknownName(key, names, free), isName: true }));
    }
    const message = path.length > 0 && own === undefined ? missing(path, expected) : judged(issue, path, own, expected);
    return [{ path, message, isName: false }];
  });
}

function schemaAt(schema: z.core.$ZodType, path: DocumentPath, value: unknown): z.core.$ZodType | undefined {
  let found: z.core.$ZodType | undefined = innerSchema(schema, value);
  let inside = value;
  for (const step of path) {
    inside = memberAt(inside, step);
    const next: z.core.$ZodType | undefined =
      found instanceof z.ZodObject
        ? ownMember(found, String(step))
        : found instanceof z.ZodArray
          ? found.element
          : found instanceof z.ZodRecord
            ? found.valueType
            : undefined;
    if (!next) return undefined;
    found = innerSchema(next, inside);
  }
  return found;
}

function unknownName(name: string, names: readonly string[], free: readonly string[]): string {
  if (name === "<<") return "Merge keys (<<) aren't read. Write the members out, or use an alias for a whole part.";
  const near = nearestName(name, free) ?? nearestName(name, names);
  if (near !== undefined) return `There is no \`${name}\` here. Did you mean \`${near}\`?`;
  return `There is no \`${name}\` here. These are the names: ${names.filter((each) => each !== "$schema").join(", ")}.`;
}

function missing(path: DocumentPath, expected: z.core.$ZodType | undefined): string {
  return `${nameOf(path)} is missing. It must be ${wanted(expected)}.`;
}

function judged(
  issue: z.core.$ZodIssue,
  path: DocumentPath,
  value: unknown,
  expected: z.core.$ZodType | undefined,
): string {
  const name = nameOf(path);
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, name, value, expected);
    case "unrecognized_keys":
      return `${name} must be ${wanted(expected)}, and this is ${kindOf(value)}.`;
    case "invalid_value": {
      const near = typeof value === "string" ? nearestName(value, issue.values.map(String)) : undefined;
      const hint = near === undefined ? "" : ` Did you mean ${near}?`;
      return `${name} must be ${oneOf(issue.values)}; this is ${shown(value)}.${hint}`;
    }
    case "too_big":
      if (!issue.message.startsWith("Too big")) return issue.message;
      if (typeof value === "string")
        return `${name} has ${value.length} characters; at most ${issue.maximum} are kept.`;
      if (Array.isArray(value)) return `${name} has ${value.length} parts; at most ${issue.maximum} are kept.`;
      return `${name} must be ${issue.maximum} at most; this is ${shown(value)}.`;
    case "too_small":
      if (!issue.message.startsWith("Too small")) return issue.message;
      if (typeof value === "string") return `${name} can't be empty. Write it, or leave it out.`;
      return `${name} must be ${issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`}; this is ${shown(value)}.`;
    default:
      return `${name}: ${issue.message}`;
  }
}

function wrongType(type: string, name: string, value: unknown, expected: z.core.$ZodType | undefined): string {
  const start = `${name} must be ${wanted(expected)}, and this is ${kindOf(value)}.`;
  if (type === "string") {
    if (typeof value === "number" || typeof value === "boolean") return `${start} Put it in quotes: "${value}".`;
    if (value === null) return `${start} Write "" for an empty text, or leave it out.`;
    return `${start} In YAML, begin a text of several lines with |-; in JSON, put it in quotes.`;
  }
  if (type === "int") return `${name} must be a whole number; this is ${shown(value)}.`;
  if (typeof value === "string" && (type === "number" || type === "boolean")) {
    return `${start} ${type === "number" ? "Write it without quotes." : "Write true or false."}`;
  }
  return start;
}

/** What a part must be, in words. */
function wanted(expected: z.core.$ZodType | undefined): string {
  if (expected instanceof z.ZodString) return "a text";
  if (expected instanceof z.ZodNumber) return "a number";
  if (expected instanceof z.ZodBoolean) return "true or false";
  if (expected instanceof z.ZodArray) return "a list";
  if (expected instanceof z.ZodObject || expected instanceof z.ZodRecord) return "an object with named members";
  if (expected instanceof z.ZodEnum) return oneOf(expected.options);
  if (expected instanceof z.ZodLiteral) return oneOf([...expected.values]);
  return "a value";
}

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "a text";
  if (typeof value === "number") return "a number";
  return typeof value === "boolean" ? String(value) : "an object";
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(", ")}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : kindOf(value);
}

/** A part by its own name; an element of a list by its number. */
function nameOf(path: DocumentPath): string {
  const last = path.at(-1);
  if (last === undefined) return "The file";
  return typeof last === "number" ? `Number ${last + 1} of \`${String(path.at(-2) ?? "")}\`` : `\`${last}\``;
}
