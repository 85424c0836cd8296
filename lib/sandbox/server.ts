/**
 * A partner of our own (SPEC 13): a real HTTP server that holds lists, users and events, and shows what reaches it. It
 * knows nothing of the product and meets it only over HTTP.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ApiCall } from "./api-call";
import { authenticate } from "./authentication";
import { answerControlApi, controlSections } from "./control-api";
import { deliverFault, isHeld, shownReply, tooManyHeld } from "./deliver-fault";
import { HeldConnections } from "./held-connections";
import { answerInspector } from "./inspector";
import { landingPage } from "./landing-page";
import { assetReply } from "./page";
import { answerPartnerApi } from "./partner-api";
import { identifyCall } from "./partner-operation";
import { planFault } from "./plan-fault";
import { errorReply, jsonReply, type Reply, writeReply } from "./reply";
import { readBody } from "./request-body";
import { answerTokenApi, isClient } from "./token-api";
import { takesEffect } from "./workspace-faults";
import {
  defaultSandboxSecret,
  isWorkspaceName,
  type WorkspaceCredentials,
  workspaceCredentials,
} from "./workspace-key";
import { type RecordedRequest, type StoreLimits, WorkspaceStore } from "./workspace-store";

export interface SandboxOptions {
  /** 0 takes a free one. */
  port: number;
  host: string;
  secret?: string;
  /** Where people and the portal call it, if under another name than its host's: behind a proxy, say. */
  publicUrl?: string;
  limits?: Partial<StoreLimits>;
  now?: () => Date;
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
  publicUrl,
  limits,
  now,
}: SandboxOptions): Promise<Sandbox> {
  const store = new WorkspaceStore({ limits, now });
  const held = new HeldConnections(store.limits);
  const isLocal = loopback.some((name) => name === host || name === `[${host}]`);
  const hosts = isLocal ? [...loopback, ...(publicUrl ? [new URL(publicUrl).hostname] : [])] : undefined;
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    answer(request, response, { store, held, secret, hosts })
      .then((reply) => {
        if (reply !== "streaming") writeReply(response, reply);
      })
      .catch((error: unknown) => fail(response, error));
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
    close: () => close(server, store, held),
  };
}

async function close(server: Server, store: WorkspaceStore, held: HeldConnections): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Streams of the inspector never end by themselves; their pages reconnect when the sandbox is back.
  store.dismissWatchers();
  held.endAll();
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

type Answer = Reply<string | Uint8Array> | "streaming";

/**
 * A sandbox of one machine is called by the names of that machine. A page of a stranger that has a name of its own lead
 * there, to be of one origin with it, is told nothing: neither keys nor what was sent.
 */
function isCalledByName({ headers }: IncomingMessage, hosts: readonly string[] | undefined): boolean {
  if (!hosts) return true;
  const hostname = /^(\[[^\]]*\]|[^:]*)(?::\d+)?$/.exec(headers.host ?? "")?.[1]?.toLowerCase();
  return hostname !== undefined && hosts.includes(hostname);
}

const loopback = ["127.0.0.1", "localhost", "[::1]"];

interface ServerState {
  /** The names that it may be called by; undefined: any. */
  hosts: readonly string[] | undefined;
  store: WorkspaceStore;
  held: HeldConnections;
  secret: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, state: ServerState): Promise<Answer> {
  const { store, secret } = state;
  if (!isCalledByName(request, state.hosts)) {
    return errorReply(421, "misdirected_request", "The sandbox of this machine doesn't go by this name.");
  }
  const { pathname, search } = splitTarget(request.url ?? "/");
  const segments = decodeSegments(pathname);
  if (!segments) return errorReply(400, "invalid_path", "The path is not well-formed.");
  const [area, name, section, ...rest] = segments;
  if (area !== "w") return answerPage(request, pathname, store);
  if (name === undefined || !isWorkspaceName(name)) {
    const message = "Name a workspace in lower-case letters, digits, hyphens and underscores: /w/my-team/v1/lists.";
    return errorReply(404, "no_workspace", message);
  }
  const credentials = workspaceCredentials(name, secret);
  const isToken = section === "oauth" && rest.length === 1 && rest[0] === "token";
  if (section === "v1" || isToken) {
    const path = afterWorkspace(pathname);
    return answerApi(request, response, state, { name, segments: rest, path, search, isToken, credentials });
  }
  if (section !== undefined && controlSections.some((each) => each === section)) {
    const call = await readCall(request, [section, ...rest], search);
    const [workspace, now] = [store.use(name), store.now().getTime()];
    if (authenticate(call.headers, credentials, now).ok) store.prove(workspace);
    return closing(call, answerControlApi(call, workspace, credentials, now));
  }
  if (section === undefined && !pathname.endsWith("/")) {
    return { status: 308, headers: [["Location", `/w/${name}/`]], body: "" };
  }
  return answerInspector(request, response, [section ?? "", ...rest], {
    workspace: store.use(name),
    store,
    credentials,
  });
}

function splitTarget(target: string): { pathname: string; search: string } {
  const mark = target.indexOf("?");
  return mark < 0 ? { pathname: target, search: "" } : { pathname: target.slice(0, mark), search: target.slice(mark) };
}

/** What follows `/w/<workspace>`, as it was sent. */
function afterWorkspace(pathname: string): string {
  return pathname.slice(pathname.indexOf("/", "/w/".length));
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

async function answerPage(request: IncomingMessage, pathname: string, store: WorkspaceStore): Promise<Answer> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return errorReply(405, "method_not_allowed", "Only GET is offered here.", { headers: [["Allow", "GET, HEAD"]] });
  }
  if (pathname === "/") return landingPage(store.all());
  if (pathname === "/healthz") return jsonReply(200, { status: "ok" });
  const asset = pathname.startsWith("/assets/") ? await assetReply(pathname.slice("/assets/".length)) : undefined;
  return asset ?? errorReply(404, "not_found", "There is nothing here. The sandbox begins at /.");
}

interface ApiRequest {
  name: string;
  segments: readonly string[];
  path: string;
  search: string;
  isToken: boolean;
  credentials: WorkspaceCredentials;
}

async function readCall(request: IncomingMessage, segments: readonly string[], search: string): Promise<ApiCall> {
  const body = await readBody(request);
  const query = new URLSearchParams(search);
  return { method: request.method ?? "GET", segments, query, headers: firstValues(request), body };
}

/** The rest of a body that is too large is not read, so the connection is of no more use. */
function closing({ body }: ApiCall, reply: Reply): Reply {
  if (body.isTooLarge) reply.headers.push(["Connection", "close"]);
  return reply;
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  { store, held }: ServerState,
  { name, segments, path, search, isToken, credentials }: ApiRequest,
): Promise<Answer> {
  const started = performance.now();
  const at = new Date().toISOString();
  const call = await readCall(request, segments, search);
  const workspace = store.use(name);
  const now = store.now().getTime();
  const carryOut = (asked: ApiCall): Reply =>
    isToken ? answerTokenApi(asked, credentials, now) : answerPartnerApi(asked, workspace, credentials, now);
  const record = (reply: Reply, fault: Pick<RecordedRequest, "fault" | "tookEffect" | "ending"> = {}) =>
    store.record(workspace, {
      ...received(request, call, at, path + search),
      ...fault,
      durationMs: since(started),
      response: { status: reply.status, headers: reply.headers, body: reply.body.slice(0, recordedBytesMax) },
    });

  // Whom the partner does not let in, a fault neither holds up nor counts.
  const mayCall = isToken ? isClient(call, credentials) : authenticate(call.headers, credentials, now).ok;
  if (mayCall) store.prove(workspace);
  const identified = mayCall && workspace.faults.isPlaying ? identifyCall(call, path, isToken) : undefined;
  const hit = identified && workspace.faults.next(identified);
  if (!identified || !hit) {
    const reply = closing(call, carryOut(call));
    record(reply);
    return reply;
  }
  const { rule, text: fault } = hit;
  const deleteList = (id: string): void => {
    const list = workspace.lists.find(id);
    if (list) workspace.lists.delete(list);
  };
  const delivery = planFault({ rule, call, identified, now, answer: carryOut, deleteList });
  if (call.body.isTooLarge) response.shouldKeepAlive = false;
  const recorded = record(shownReply(delivery), {
    fault,
    tookEffect: takesEffect(rule),
    ending: isHeld(delivery) ? "under_way" : "sent",
  });
  const ending = await deliverFault(response, delivery, name, held);
  const answered = ending === "no_room" ? tooManyHeld() : recorded.response;
  store.finish(workspace, recorded, { durationMs: since(started), ending, response: answered });
  return "streaming";
}

function since(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10;
}

function received(request: IncomingMessage, { method, body }: ApiCall, at: string, path: string) {
  return {
    at,
    method,
    path,
    headers: pairs(request.rawHeaders),
    body: new TextDecoder().decode(body.bytes.subarray(0, recordedBytesMax)),
    bodyBytes: body.bytesSeen,
  };
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
