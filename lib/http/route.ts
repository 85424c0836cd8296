/** The one way in: who → may they → parse → handler → problem+json. A handler cannot forget a step. */
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { AppError, type InputIssue } from "@/lib/errors";
import { type Action, type Actor, assertCan } from "@/lib/policy";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { startQueue } from "@/lib/server/queue";
import { isUnstorableText } from "@/lib/server/unstorable-text";
import { findActor } from "./session";

const bodyBytesMax = 4 * 1024 * 1024;

export interface RouteInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  params?: Params;
  query?: Query;
  body?: Body;
}

export interface Call<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  request: Request;
  requestId: string;
}

/** What a handler may return: JSON data, or a whole Response; undefined is 204. */
export type Answer = Response | object | undefined;

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type NextHandler = (request: Request, context: NextContext) => Promise<Response>;

/** A route for signed-in people who may do `action`. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  options: RouteInput<P, Q, B> & { action: Action },
  handler: (call: Call<z.infer<P>, z.infer<Q>, z.infer<B>> & { actor: Actor }) => Promise<Answer>,
): NextHandler {
  return guarded(async (request, context, requestId) => {
    const actor = await findActor(request.headers);
    if (!actor) throw new AppError("unauthenticated", "Sign in to go on.");
    assertCan(actor, options.action);
    return handler({ ...(await parseCall(options, request, context, requestId)), actor });
  });
}

/** A route for everybody: health, sign-in. It must check for itself whatever it needs. */
export function publicRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  options: RouteInput<P, Q, B>,
  handler: (call: Call<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Answer>,
): NextHandler {
  return guarded(async (request, context, requestId) => handler(await parseCall(options, request, context, requestId)));
}

/** What every route does around its answer: same origin, problem+json, a request ID, a line in the log. */
export function guarded(
  answer: (request: Request, context: NextContext, requestId: string) => Promise<Answer>,
): NextHandler {
  return async (request, context) => {
    const requestId = request.headers.get("x-request-id")?.slice(0, 64) || randomUUID();
    const startedAt = performance.now();
    const path = new URL(request.url).pathname;
    let response: Response;
    try {
      assertSameOrigin(request);
      // A change may add a job, and no transaction is to wait until the queue has started.
      if (mayChange(request)) await startQueue();
      response = toResponse(await answer(request, context, requestId));
    } catch (error) {
      response = toProblem(error, requestId, path);
    }
    response.headers.set("x-request-id", requestId);
    const durationMs = Math.round(performance.now() - startedAt);
    log.info({ requestId, method: request.method, path, status: response.status, durationMs }, "request");
    return response;
  };
}

function mayChange({ method }: Request): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** A change that comes with a cookie must come from our own pages (T10). */
function assertSameOrigin(request: Request): void {
  if (!mayChange(request)) return;
  const origin = request.headers.get("origin");
  if (origin === null && request.headers.get("cookie") === null) return;
  if (origin === new URL(env().BASE_URL).origin) return;
  throw new AppError(
    "forbidden",
    "This request did not come from a page of this portal. Reload the page and try again.",
  );
}

export async function parseCall<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  options: RouteInput<P, Q, B>,
  request: Request,
  context: NextContext,
  requestId: string,
): Promise<Call<z.infer<P>, z.infer<Q>, z.infer<B>>> {
  const params = parseParams(options.params, await context.params);
  const query = parseInput(options.query, Object.fromEntries(new URL(request.url).searchParams));
  const body = parseInput(options.body, options.body ? await readJson(request) : undefined);
  return { params, query, body, request, requestId };
}

/** An id that is not an id names nothing: 404 rather than 400. */
function parseParams<S extends z.ZodType>(schema: S | undefined, value: unknown): z.infer<S>;
function parseParams(schema: z.ZodType | undefined, value: unknown): unknown {
  const result = schema?.safeParse(value);
  if (result && !result.success) throw new AppError("not_found", "There is nothing at this address.");
  return result?.data;
}

function parseInput<S extends z.ZodType>(schema: S | undefined, value: unknown): z.infer<S>;
function parseInput(schema: z.ZodType | undefined, value: unknown): unknown {
  const result = schema?.safeParse(value);
  if (result && !result.success) {
    const issues = issuesOf(result.error);
    throw new AppError("invalid_input", describeIssues(issues), { issues });
  }
  return result?.data;
}

function issuesOf(error: z.ZodError): InputIssue[] {
  return error.issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message }));
}

function describeIssues(issues: InputIssue[]): string {
  const first = issues[0];
  if (!first) return "The request is not valid.";
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return first.path ? `${first.path}: ${first.message}${more}` : `${first.message}${more}`;
}

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.includes("application/json")) {
    throw new AppError("invalid_input", "Send the body as JSON with the header Content-Type: application/json.");
  }
  const text = new TextDecoder().decode(await readBytes(request, bodyBytesMax));
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid_input", "The body is not valid JSON.");
  }
}

/** Reads a request body up to a limit and refuses what is larger before holding it in memory. */
export async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  const tooLarge = new AppError("too_large", `The request is larger than ${Math.round(bytesMax / 1024)} KB.`);
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > bytesMax) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof AppError ? error : cutOff();
  }
  return Buffer.concat(chunks);
}

/** Whoever sent it has gone: nothing of ours is broken. */
export function cutOff(): AppError {
  return new AppError(
    "invalid_input",
    "The connection broke before everything had arrived. Nothing was changed; send it again.",
  );
}

function toResponse(answer: Answer): Response {
  if (answer instanceof Response) return answer;
  if (answer === undefined) return new Response(null, { status: 204 });
  return Response.json(answer, { headers: { "cache-control": "no-store" } });
}

function toProblem(thrown: unknown, requestId: string, path: string): Response {
  const error = isUnstorableText(thrown)
    ? new AppError("invalid_input", "A text holds a null character, which can't be stored or looked for. Remove it.")
    : thrown;
  if (error instanceof AppError) {
    const { retryAfterSeconds, ...details } = error.details;
    const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
    if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
    const problem = {
      title: error.code.replaceAll("_", " "),
      status: error.status,
      detail: error.message,
      code: error.code,
      requestId,
      ...details,
    };
    return new Response(JSON.stringify(problem), { status: error.status, headers });
  }
  log.error({ requestId, path, err: error }, "unexpected error");
  const problem = {
    title: "internal error",
    status: 500,
    detail: `Something broke on our side. Nothing you typed was lost here; try again, and if it stays, give support this number: ${requestId}.`,
    code: "internal",
    requestId,
  };
  return new Response(JSON.stringify(problem), {
    status: 500,
    headers: { "content-type": "application/problem+json" },
  });
}
