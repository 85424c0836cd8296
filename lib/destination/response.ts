/** What we read from a partner's response: the list ID (SPEC 5.6). */
import type { ListCreationEndpoint } from "./definition";
import { isLosslessNumber, type JsonValue, type LosslessNumber, parseJson } from "./json";
import { every, memberOf, readResponsePath } from "./response-path";
import { nearestName } from "./template/nearest-name";

/** A list ID longer than this is something else. */
const listIdCharsMax = 2_000;

type Step = string | number;

export type NormalizedPath = { ok: true; jsonPath: string } | { ok: false; message: string };

export type ReadListId = { ok: true; listId: string | LosslessNumber; path: string } | { ok: false; message: string };

/**
 * A list ID path as RFC 9535 JSONPath; a plain dotted path such as `response.data.id` gets its `$`.
 * Only singular queries are accepted: a list ID is one value, and filters can take minutes (SECURITY T14).
 */
export function normalizeListIdPath(text: string): NormalizedPath {
  const read = readPath(text);
  return read.ok ? { ok: true, jsonPath: read.jsonPath } : read;
}

type ReadPath = { ok: true; jsonPath: string; steps: Step[] } | { ok: false; message: string };

function readPath(text: string): ReadPath {
  const path = text.trim();
  if (path === "") {
    return { ok: false, message: "Enter the path to the list ID in the response, such as data.id." };
  }
  const read = readResponsePath(path);
  if (!read.ok && read.reason === "unreadable") return { ok: false, message: unreadable(path) };
  const steps = read.ok ? read.steps.filter((step) => step !== every) : [];
  if (!read.ok || steps.length < read.steps.length) {
    const message = `${path} can find several values. Name one value: no *, no .., no filters and no slices.`;
    return { ok: false, message };
  }
  if (steps.length === 0) {
    return { ok: false, message: "$ is the whole response. Name the value in it, such as $.data.id." };
  }
  return { ok: true, jsonPath: read.jsonPath, steps };
}

function unreadable(path: string): string {
  return `${path} isn't a path we can read. Write it like data.id, data.items[0].id or $['list-id'].`;
}

/**
 * The list ID in the body of a list creation's response: text, or a number with all its digits.
 * Whatever else stands at the path is named, so that the partner can mend the path or the answer.
 */
export function readListId(endpoint: ListCreationEndpoint, body: string): ReadListId {
  const path = readPath(endpoint.listIdPath);
  if (!path.ok) return path;
  const document = parseJson(body);
  if (document === undefined) return { ok: false, message: notJson(body) };

  let value: JsonValue | undefined = document;
  for (const [position, step] of path.steps.entries()) {
    const next = memberOf(value, step);
    if (next === undefined) return { ok: false, message: missing(path, position, value) };
    value = next;
  }
  const problem = listIdProblem(value, path.jsonPath);
  if (problem) return { ok: false, message: problem };
  return typeof value === "string" || isLosslessNumber(value)
    ? { ok: true, listId: value, path: path.jsonPath }
    : { ok: false, message: `There is no list ID at ${path.jsonPath}.` };
}

function listIdProblem(value: JsonValue | undefined, jsonPath: string): string | undefined {
  const instead = (what: string) => `At ${jsonPath} stands ${what}, and a list ID must be text or a number.`;
  if (value === null) return instead("null");
  if (typeof value === "boolean") return instead(String(value));
  if (Array.isArray(value)) return `${instead("an array")} If the ID is in its first element, add [0] to the path.`;
  if (typeof value === "object" && !isLosslessNumber(value)) {
    const keys = keysInWords(value);
    return keys ? `${instead("an object")} It has ${keys}.` : instead("an empty object");
  }
  if (typeof value !== "string") return undefined;
  if (value.trim() === "") return `The text at ${jsonPath} is empty, so there is no list ID.`;
  if (value.length > listIdCharsMax) return instead(`a text of ${value.length} characters`);
  return hasControlCharacter(value) ? `The text at ${jsonPath} holds control characters; a list ID can't.` : undefined;
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}

function missing(path: { jsonPath: string; steps: Step[] }, position: number, parent: JsonValue | undefined): string {
  const step = path.steps[position];
  const where = position === 0 ? "the response" : stepsInWords(path.steps.slice(0, position));
  const start = `There is no ${path.jsonPath} in the response`;
  if (Array.isArray(parent)) {
    if (typeof step === "string") return `${start}: ${where} is an array. Name an element first, such as [0].`;
    return `${start}: ${where} has ${parent.length === 1 ? "1 element" : `${parent.length} elements`}.`;
  }
  if (parent === null || typeof parent !== "object" || isLosslessNumber(parent)) {
    return `${start}: ${where} isn't an object.`;
  }
  const keys = keysInWords(parent);
  if (!keys) return `${start}: ${where} is an empty object.`;
  const near = typeof step === "string" ? nearestName(step, Object.keys(parent)) : undefined;
  return `${start}: ${where} has ${keys}.${near ? ` Did you mean ${near}?` : ""}`;
}

function stepsInWords(steps: readonly Step[]): string {
  return steps.map((step, index) => (typeof step === "number" ? `[${step}]` : `${index ? "." : ""}${step}`)).join("");
}

function keysInWords(object: { [key: string]: JsonValue | undefined }): string {
  const keys = Object.keys(object);
  const shown = keys.slice(0, 6).map((key) => (key.length > 40 ? `${key.slice(0, 40)}…` : key));
  return keys.length > shown.length ? `${shown.join(", ")} and ${keys.length - shown.length} more` : shown.join(", ");
}

/** Why a body can't be read as JSON, in words. */
function notJson(body: string): string {
  if (body.trim() === "") return "The response has no body, so there is no list ID in it.";
  return looksLikeHtml(body)
    ? "The partner answered with an HTML page instead of JSON, so there is no list ID in it."
    : "The response isn't JSON, so there is no list ID in it.";
}

/** Whether a body is a web page: what proxies and login walls answer with. */
export function looksLikeHtml(body: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(body.slice(0, 2_000));
}
