/** Routes whose body is too large to be held in memory: the same way in as `route()`, but the handler reads a stream. */
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { type Action, assertCan } from "@/lib/policy";
import { hashApiKey } from "@/lib/server/api-key";
import { db } from "@/lib/server/db";
import { findProjectByKeyHash } from "@/lib/server/repositories/projects";
import { type Answer, type Call, cutOff, guarded, type NextHandler, parseCall, type RouteInput } from "./route";
import { findActor } from "./session";

/** Whoever writes to a project: a person, or a system with the project's API key. */
export interface ProjectWriter {
  /** Undefined for an API key. */
  userId?: string;
  name: string;
  organizationId: string;
}

type StreamedCall<Params, Query> = Omit<Call<Params, Query, undefined>, "body"> & {
  writer: ProjectWriter;
  /** Ends with the body, and throws when the connection breaks or nothing comes for a minute. */
  body: AsyncIterable<Uint8Array>;
};

interface StreamedInput<Params extends z.ZodType, Query extends z.ZodType>
  extends RouteInput<Params, Query, z.ZodUndefined> {
  params: Params;
  action: Action;
  body?: undefined;
}

/**
 * A route for signed-in people who may do `action`, and for whoever has the API key of the project in the address
 * (`Authorization: Bearer lf_…`). A key of another project finds nothing there.
 */
export function streamedRoute<P extends z.ZodType<{ projectId: string }>, Q extends z.ZodType>(
  options: StreamedInput<P, Q>,
  handler: (call: StreamedCall<z.infer<P>, z.infer<Q>>) => Promise<Answer>,
): NextHandler {
  return guarded(async (request, context, requestId) => {
    const key = bearerKey(request.headers);
    const writer = key === undefined ? await personOf(request.headers, options.action) : await keyHolder(key);
    const { params, query } = await parseCall(options, request, context, requestId);
    if (writer.projectId !== undefined && writer.projectId !== params.projectId) {
      throw new AppError("not_found", "There is nothing at this address that this API key opens.");
    }
    const { projectId: _, ...who } = writer;
    return handler({ params, query, request, requestId, writer: who, body: bodyOf(request) });
  });
}

function bearerKey(headers: Headers): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
}

async function personOf(headers: Headers, action: Action): Promise<ProjectWriter & { projectId?: string }> {
  const actor = await findActor(headers);
  if (!actor) throw new AppError("unauthenticated", "Sign in, or send the project's API key, to go on.");
  assertCan(actor, action);
  const { userId, name, organizationId } = actor;
  return { userId, name, organizationId };
}

async function keyHolder(key: string): Promise<ProjectWriter & { projectId?: string }> {
  const project = await findProjectByKeyHash(db, hashApiKey(key));
  if (!project) {
    throw new AppError("unauthenticated", "This API key is not in use. Copy the current one from the project's page.");
  }
  const { id: projectId, organizationId, apiKeyLast4 } = project;
  return { projectId, organizationId, name: `API key ••••${apiKeyLast4 ?? ""}` };
}

const silenceMsMax = 60_000;
/**
 * What a line brings at the least, once the first minute is over: only so many files are read at a time, and whoever
 * sends one byte a minute must not keep a place among them. Only the time counts in which we wait for the sender.
 */
const bytesPerSecondMin = 1024;

/** The body, piece by piece. A body that is shorter than announced is broken, and so is one whose sender is gone. */
async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  const announced = request.headers.get("content-length");
  const reader = request.body?.getReader();
  let bytes = 0;
  let waitedMs = 0;
  let isWhole = false;
  try {
    while (reader && !isWhole) {
      const startedAt = performance.now();
      const { done, value } = await withinSilence(reader.read());
      waitedMs += performance.now() - startedAt;
      isWhole = done;
      if (!done && waitedMs > silenceMsMax + (bytes / bytesPerSecondMin) * 1_000) throw tooSlow();
      if (value) {
        bytes += value.byteLength;
        yield value;
      }
    }
  } finally {
    if (reader && !isWhole) void discard(reader);
  }
  if (request.signal.aborted || (announced !== null && bytes !== Number(announced))) throw cutOff();
}

/**
 * Reads what nobody wants any more. A browser looks at the answer only when it has sent everything: a connection that
 * was closed or left standing before would be all it knows, instead of the line that was refused.
 */
async function discard(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await withinSilence(reader.read())).done);
  } catch {
    // Whoever sent it has gone.
  }
}

async function withinSilence<Value>(next: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new AppError("invalid_input", "Nothing came for a minute, so the upload was given up. Nothing was changed."),
        ),
      silenceMsMax,
    );
  });
  try {
    return await Promise.race([next, silence]);
  } catch (error) {
    throw error instanceof AppError ? error : cutOff();
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow(): AppError {
  return new AppError(
    "invalid_input",
    "The file came too slowly, less than a kilobyte a second, so the upload was given up. Nothing was changed.",
  );
}
