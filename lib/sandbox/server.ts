/**
 * A partner of our own (SPEC 13): a real HTTP server that holds lists of members and shows what reaches it. It knows
 * nothing of the product and meets it only over HTTP.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerInspector } from "./inspector";
import { landingPage } from "./landing-page";
import { answerListApi } from "./list-api";
import { readAsset } from "./page";
import { errorReply, jsonReply, type Reply, writeReply } from "./reply";
import { type ReceivedBody, readBody } from "./request-body";
import { defaultSandboxSecret, isWorkspaceName, workspaceKey } from "./workspace-key";
import { type StoreLimits, type Workspace, WorkspaceStore } from "./workspace-store";

export interface SandboxOptions {
  /** 0 takes a free one. */
  port: number;
  host: string;
  secret?: string;
  limits?: Partial<StoreLimits>;
}

export interface Sandbox {
  url: string;
  port: number;
  /** Ends open streams and waits at most two seconds for calls under way. */
  close(): Promise<void>;
}

const recordedBytesMax = 32 * 1024;

/** Starts the sandbox and resolves when it listens. */
export async function startSandbox({
  port,
  host,
  secret = defaultSandboxSecret,
  limits,
}: SandboxOptions): Promise<Sandbox> {
  const store = new WorkspaceStore({ limits });
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    handle(request, response, store, secret).catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const boundPort = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${boundPort}`,
    port: boundPort,
    close: () => close(server, store),
  };
}

async function close(server: Server, store: WorkspaceStore): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Streams of the inspector never end by themselves; their pages reconnect when the sandbox is back.
  store.dismissWatchers();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 2000);
  await closed;
  clearTimeout(timer);
}

function fail(response: ServerResponse, error: unknown): void {
  // A caller that hung up is no error of ours.
  if (response.destroyed || (error instanceof Error && "code" in error && error.code === "ECONNRESET")) return;
  console.error("The sandbox failed to answer:", error);
  if (response.headersSent) response.destroy();
  else writeReply(response, errorReply(500, "sandbox_error", "The sandbox had an error of its own."));
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  store: WorkspaceStore,
  secret: string,
): Promise<void> {
  const { pathname, search } = splitTarget(request.url ?? "/");
  const segments = decodeSegments(pathname);
  if (!segments) return writeReply(response, errorReply(400, "invalid_path", "The path is not well-formed."));
  const [area, name, section, ...rest] = segments;
  if (area !== "w") return answerPage(request, response, pathname, store);
  if (name === undefined || !isWorkspaceName(name)) {
    const message =
      "A workspace has lower-case letters, digits, hyphens and underscores in its name: /w/my-team/v1/lists.";
    return writeReply(response, errorReply(404, "no_workspace", message));
  }
  if (section === "v1") {
    const path = pathname.slice(pathname.indexOf("/v1")) + search;
    return answerApi(request, response, rest, path, store, { name, key: workspaceKey(name, secret) });
  }
  if (!pathname.endsWith("/") && section === undefined) {
    return writeReply(response, { status: 308, headers: [["Location", `/w/${name}/`]], body: "" });
  }
  const workspace = store.use(name);
  return answerInspector(request, response, [section ?? "", ...rest], {
    workspace,
    store,
    key: workspaceKey(name, secret),
  });
}

function splitTarget(target: string): { pathname: string; search: string } {
  const mark = target.indexOf("?");
  return mark < 0 ? { pathname: target, search: "" } : { pathname: target.slice(0, mark), search: target.slice(mark) };
}

/** The segments of a path, decoded one by one, so that an encoded slash stays inside its segment. */
function decodeSegments(pathname: string): string[] | undefined {
  try {
    const segments = pathname.split("/").slice(1).map(decodeURIComponent);
    while (segments.at(-1) === "") segments.pop();
    return segments;
  } catch {
    return undefined;
  }
}

function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  store: WorkspaceStore,
): void | Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return writeReply(
      response,
      errorReply(405, "method_not_allowed", "Only GET is offered here.", { headers: [["Allow", "GET, HEAD"]] }),
    );
  }
  if (pathname === "/") return writeReply(response, landingPage(store.all()));
  if (pathname === "/healthz") return writeReply(response, jsonReply(200, { status: "ok" }));
  if (pathname.startsWith("/assets/")) return sendAsset(response, pathname.slice("/assets/".length));
  return writeReply(response, errorReply(404, "not_found", "There is nothing here. The sandbox begins at /."));
}

async function sendAsset(response: ServerResponse, name: string): Promise<void> {
  const asset = await readAsset(name);
  if (!asset) return writeReply(response, errorReply(404, "not_found", "There is no such file."));
  response.writeHead(200, {
    "Content-Type": asset.contentType,
    "Content-Length": asset.bytes.byteLength,
    "Cache-Control": asset.isImmutable ? "public, max-age=86400" : "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(asset.bytes);
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  segments: readonly string[],
  path: string,
  store: WorkspaceStore,
  { name, key }: { name: string; key: string },
): Promise<void> {
  const started = performance.now();
  const at = new Date().toISOString();
  const body = await readBody(request);
  const workspace = store.use(name);
  const headers = firstValues(request);
  const method = request.method ?? "GET";
  const reply = answerListApi({ method, segments, headers, body }, workspace, store, key);
  if (body.isTooLarge) response.setHeader("Connection", "close");
  writeReply(response, reply);
  record(store, workspace, { request, at, method, path, body, reply, durationMs: performance.now() - started });
}

interface Answered {
  request: IncomingMessage;
  at: string;
  method: string;
  path: string;
  body: ReceivedBody;
  reply: Reply;
  durationMs: number;
}

function record(store: WorkspaceStore, workspace: Workspace, answered: Answered): void {
  const { request, at, method, path, body, reply, durationMs } = answered;
  store.record(workspace, {
    at,
    method,
    path,
    headers: pairs(request.rawHeaders),
    body: new TextDecoder().decode(body.bytes.subarray(0, recordedBytesMax)),
    bodyBytes: body.bytesSeen,
    durationMs: Math.round(durationMs * 10) / 10,
    response: { status: reply.status, headers: reply.headers, body: reply.body.slice(0, recordedBytesMax) },
  });
}

function pairs(flat: readonly string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) headers.push([flat[index] ?? "", flat[index + 1] ?? ""]);
  return headers;
}

function firstValues(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
