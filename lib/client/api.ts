/** Typed calls to our own API. Whatever goes wrong comes back as the `AppError` that the server threw. */
import { z } from "zod";
import {
  draft,
  type PresenceBody,
  presence,
  type SaveDraftBody,
  savedDraft,
  type TestRunBody,
  testRun,
} from "@/lib/contract";
import { AppError, type RefusalCode, refusalStatus } from "@/lib/errors";

const problem = z.object({
  detail: z.string(),
  code: z.string(),
  requestId: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  findings: z.array(z.unknown()).optional(),
  theirs: z.unknown().optional(),
});

interface CallOptions<Schema extends z.ZodType> {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. A `Blob` or `FormData` is sent as it is. */
  body?: unknown;
  /** What a success must look like. */
  schema: Schema;
  signal?: AbortSignal;
  /** Lets a small request outlive the page that makes it. */
  keepalive?: boolean;
}

const unreachable =
  "The portal can't be reached. Check your connection; what you typed is kept in this browser and will be sent again.";

/**
 * Calls `/api/v1` and parses the answer. Throws the `AppError` that problem+json describes, `unavailable` when no
 * answer came or none that we understand, and the signal's own `AbortError` when the caller gave up.
 */
export async function callApi<Schema extends z.ZodType>(
  path: string,
  options: CallOptions<Schema>,
): Promise<z.output<Schema>> {
  const response = await fetchOrRefuse(path, options);
  if (!response.ok) throw await readProblem(response);
  const answer = options.schema.safeParse(await readAnswer(response));
  if (answer.success) return answer.data;
  throw new AppError("unavailable", "The portal gave an answer that this page doesn't understand. Reload the page.");
}

async function fetchOrRefuse(path: string, options: CallOptions<z.ZodType>): Promise<Response> {
  const { method = "GET", body, signal } = options;
  const isRaw = body instanceof Blob || body instanceof FormData;
  const content = body === undefined || isRaw ? body : new Blob([JSON.stringify(body)], { type: "application/json" });
  // Browsers refuse to carry more than 64 KiB past the end of a page.
  const keepalive = options.keepalive && content instanceof Blob && content.size < 60_000;
  try {
    return await fetch(`/api/v1${path}`, { method, signal, keepalive, body: content });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AppError("unavailable", unreachable);
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  return parsedText(await response.text());
}

/** The JSON of an answer; undefined where there is none, or none that can be read. */
export function parsedText(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readProblem(response: Response): Promise<AppError> {
  return problemOf(response.status, await response.text(), response.headers.get("retry-after"));
}

/** The refusal that an answer of ours describes. */
export function problemOf(status: number, text: string, retryAfter: string | null): AppError {
  const parsed = problem.safeParse(parsedText(text));
  if (!parsed.success) {
    return new AppError("unavailable", `The portal answered with status ${status}. Try again in a moment.`);
  }
  const { detail, code, issues, findings, theirs } = parsed.data;
  const seconds = Number(retryAfter ?? Number.NaN);
  return new AppError(isRefusalCode(code) ? code : "unavailable", detail, {
    issues,
    findings,
    theirs,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
  });
}

function isRefusalCode(code: string): code is RefusalCode {
  return code in refusalStatus;
}

/** What went wrong, for people; a stranger's exception says nothing to them. */
export function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : "Something unexpected happened on this page. Reload it.";
}

const nothing = z.undefined();
export const api = {
  readDraft: (destinationId: string, signal?: AbortSignal) =>
    callApi(`/destinations/${destinationId}`, { schema: draft, signal }),

  /** Refuses with `stale_revision` and `details.theirs`: the draft as somebody else saved it. */
  saveDraft: (destinationId: string, body: SaveDraftBody) =>
    callApi(`/destinations/${destinationId}`, { method: "PUT", body, schema: savedDraft, keepalive: true }),

  /** Says that this tab has the draft open, and hears who else has. */
  sayPresent: (destinationId: string, body: PresenceBody) =>
    callApi(`/destinations/${destinationId}/presence`, { method: "POST", body, schema: presence, keepalive: true }),

  deleteDestination: (destinationId: string) =>
    callApi(`/destinations/${destinationId}`, { method: "DELETE", schema: nothing }),

  /** Aborting the signal also ends the call to the partner. */
  testEndpoint: (destinationId: string, body: TestRunBody, signal?: AbortSignal) =>
    callApi(`/destinations/${destinationId}/test-runs`, { method: "POST", body, schema: testRun, signal }),
};
