/** Two calls beside each other: what was sent and answered differently (SPEC 12.4). */
import type { Exchange, WireHeader } from "./exchange";
import { type JsonValue, parseJson, toJson } from "./json";
import { inOrderOf, type JsonDifference, jsonDifferences } from "./json-diff";

/** A text of both calls; undefined where a call has none. */
export interface ComparedText {
  label: string;
  before: string | undefined;
  after: string | undefined;
  isSame: boolean;
  /** Where both are JSON: the members that differ. */
  members?: JsonDifference[];
}

export interface ComparedHeader {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

export interface ExchangeComparison {
  request: { line: ComparedText; headers: ComparedHeader[]; body: ComparedText };
  response: { status: ComparedText; headers: ComparedHeader[]; body: ComparedText };
  isSame: boolean;
}

/**
 * What differs between two calls. Headers are compared by name, whatever its case; those that differ in every answer
 * (dates and request IDs among them) are left to the reader. JSON bodies are compared by members, and the later one is
 * given with its keys in the order of the earlier one.
 */
export function compareExchanges(before: Exchange, after: Exchange): ExchangeComparison {
  const request = {
    line: text("Method and URL", lineOf(before), lineOf(after)),
    headers: headers(before.request.headers, after.request.headers),
    body: body("Body", before.request.body, after.request.body),
  };
  const response = {
    status: text("Status", statusOf(before), statusOf(after)),
    headers: headers(before.response?.headers ?? [], after.response?.headers ?? []),
    body: body("Body", before.response?.body, after.response?.body),
  };
  const texts = [request.line, request.body, response.status, response.body];
  const isSame = texts.every((each) => each.isSame) && request.headers.length + response.headers.length === 0;
  return { request, response, isSame };
}

function lineOf({ request }: Exchange): string {
  return `${request.method} ${request.url}`;
}

function statusOf({ response, failure }: Exchange): string {
  if (failure) return failure.detail;
  return response ? String(response.status) : "No response";
}

function text(label: string, before: string | undefined, after: string | undefined): ComparedText {
  return { label, before, after, isSame: before === after };
}

function body(label: string, before = "", after = ""): ComparedText {
  const [was, is] = [before, after].map((each) => (each.trim() === "" ? undefined : parseJson(each)));
  if (was === undefined || is === undefined) {
    return text(label, before === "" ? undefined : laidOut(was, before), after === "" ? undefined : laidOut(is, after));
  }
  const members = jsonDifferences(was, is);
  return {
    label,
    before: toJson(was, 2),
    after: toJson(inOrderOf(is, was), 2),
    isSame: members.length === 0,
    members,
  };
}

function laidOut(value: JsonValue | undefined, body: string): string {
  return value === undefined ? body : toJson(value, 2);
}

/** Only the headers that differ. */
function headers(before: readonly WireHeader[], after: readonly WireHeader[]): ComparedHeader[] {
  const [was, is] = [byName(before), byName(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [left, right] = [was.get(key), is.get(key)];
    if (left?.value === right?.value) return [];
    return [{ name: right?.name ?? left?.name ?? key, before: left?.value, after: right?.value }];
  });
}

function byName(headers: readonly WireHeader[]): Map<string, WireHeader> {
  const found = new Map<string, WireHeader>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    const known = found.get(key);
    found.set(key, { name, value: known ? `${known.value}, ${value}` : value });
  }
  return found;
}

export type SecretComparison = "same" | "other" | "unknown";

/** A secret of two runs by its fingerprints: `unknown` where they were made with another encryption key. */
export function compareFingerprints(before: string | undefined, after: string | undefined): SecretComparison {
  if (before === after) return "same";
  if (before === undefined || after === undefined) return "other";
  return keyOf(before) === keyOf(after) ? "other" : "unknown";
}

/** `f1.<key ID>.<hash>` */
function keyOf(fingerprint: string): string {
  return fingerprint.split(".").slice(0, 2).join(".");
}
