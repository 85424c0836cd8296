/** What every API of the sandbox does alike: finding the method, reading a body, naming what is wrong with it. */
import { z } from "zod";
import { errorReply, type Reply } from "./reply";
import type { ReceivedBody } from "./request-body";

export interface ApiCall {
  method: string;
  /** Segments after `/v1`, decoded. */
  segments: readonly string[];
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: ReceivedBody;
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; reply: Reply };

/** An item of a batch is refused by itself, with its path inside the item; the others go on. */
export type ParsedItem<T> = { ok: true; value: T } | { ok: false; path: PropertyKey[]; message: string };

export const personIdCharsMax = 256;
const wrongId = `The id is neither a text of 1 to ${personIdCharsMax} characters nor a whole number of at most 15 digits.`;

/** What every API knows a person by; a number becomes its digits. */
export const personId = z
  .union(
    [
      z
        .string()
        .min(1, "The id is empty.")
        .max(personIdCharsMax, `The id is longer than ${personIdCharsMax} characters.`),
      z.int(),
    ],
    { error: (issue) => (typeof issue.input === "string" ? undefined : wrongId) },
  )
  .transform(String);

/** A JSON object of any members; `message` for anything else. */
export function jsonObject(message: string): z.ZodType<Readonly<Record<string, unknown>>> {
  return z.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    message,
  );
}

/** Answers with the handler of the call's method, or 405 with those there are. */
export function byMethod(call: ApiCall, handlers: readonly (readonly [string, () => Reply])[]): Reply {
  const handler = handlers.find(([method]) => method === call.method);
  if (handler) return handler[1]();
  const allow = handlers.map(([method]) => method).join(", ");
  return errorReply(405, "method_not_allowed", `${call.method} is not offered here. Use ${allow}.`, {
    headers: [["Allow", allow]],
  });
}

/** Reads a JSON body: 415 for another content type, 400 for what is no JSON, 422 for what is not as `schema` says. */
export function parseBody<T>(call: ApiCall, schema: z.ZodType<T>): Parsed<T> {
  const reject = (reply: Reply): Parsed<T> => ({ ok: false, reply });
  const contentType = call.headers["content-type"] ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType.trim())) {
    const given = contentType === "" ? "no Content-Type" : `Content-Type ${contentType.slice(0, 80)}`;
    return reject(errorReply(415, "unsupported_media_type", `Send application/json; this request has ${given}.`));
  }
  const json = readJson(call.body.bytes);
  if (!json.ok) return reject(errorReply(400, "invalid_json", json.message));
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = describeIssues(parsed.error);
  const [first] = issues;
  return reject(
    errorReply(422, "invalid_body", first ? withPath(first.path, first.message) : notAsExpected, { issues }),
  );
}

/** What is wrong with a value, at most twenty things, each with its path. */
export function describeIssues({ issues }: z.ZodError): { path: string; message: string }[] {
  return issues.slice(0, 20).map(({ path, message }) => ({ path: dotted(path), message }));
}

/** Reads one item of a batch; the first thing wrong with it is the reason. */
export function parseItem<T>(schema: z.ZodType<T>, item: unknown): ParsedItem<T> {
  const parsed = schema.safeParse(item);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [first] = parsed.error.issues;
  const path = first?.path ?? [];
  return { ok: false, path, message: withPath(dotted(path), first?.message ?? notAsExpected) };
}

/** Refuses a call with more items than it may hold; undefined when they fit. */
export function tooMany(items: readonly unknown[], max: number, noun: string): Reply | undefined {
  if (items.length <= max) return undefined;
  const message = `One call takes at most ${max} ${noun}, and this one has ${items.length}. Send smaller batches.`;
  return errorReply(413, `too_many_${noun}`, message);
}

const notAsExpected = "This is not as expected.";

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

function withPath(path: string, message: string): string {
  return path === "" ? message : `${path}: ${message}`;
}

function readJson(bytes: Buffer): { ok: true; value: unknown } | { ok: false; message: string } {
  if (bytes.length === 0) return { ok: false, message: "The body is empty. Send a JSON object." };
  try {
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "it is not UTF-8";
    return { ok: false, message: `The body is not JSON: ${reason.slice(0, 200)}` };
  }
}
