/** The live page of a workspace: its frame as HTML, what happens as a stream of events, details as JSON on demand. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { readPart, summarizePart } from "./inspected-parts";
import { inspectorPage } from "./inspector-page";
import { errorReply, jsonReply, type Reply } from "./reply";
import type { WorkspaceCredentials } from "./workspace-key";
import {
  type RecordedRequest,
  type Workspace,
  type WorkspaceEvent,
  type WorkspacePart,
  type WorkspaceStore,
  workspaceParts,
} from "./workspace-store";

export interface InspectorContext {
  workspace: Workspace;
  store: WorkspaceStore;
  credentials: WorkspaceCredentials;
}

const watchersMax = 50;
const heartbeatMs = 15_000;
const partsEveryMs = 150;
/** A page that does not read is let go; it asks again when it wakes up. */
const unreadBytesMax = 4 * 1024 * 1024;

/** The answer, or "streaming" when the response is a stream that goes on by itself. */
export function answerInspector(
  request: IncomingMessage,
  response: ServerResponse,
  [section = "", id, ...rest]: readonly string[],
  context: InspectorContext,
): Reply | "streaming" {
  const { workspace } = context;
  if (rest.length > 0) return notFound();
  if (section === "clear" && id === undefined) return clear(request, context);
  if (request.method !== "GET") {
    return errorReply(405, "method_not_allowed", "Only GET is offered here.", { headers: [["Allow", "GET"]] });
  }
  if (section === "" && id === undefined) return inspectorPage(workspace.name);
  if (section === "live" && id === undefined) return stream(response, context);
  if (id === undefined) return notFound();
  const found =
    section === "requests"
      ? workspace.requests.find((recorded) => String(recorded.id) === id)
      : readPart(section, id, workspace);
  return found ? jsonReply(200, found) : notFound();
}

function notFound(): Reply {
  return errorReply(404, "not_found", "There is nothing here. It may have been cleared.");
}

/** The header cannot be set by another site's form or image, so no other page can clear a workspace. */
function clear(request: IncomingMessage, { workspace, store }: InspectorContext): Reply {
  if (request.method !== "POST") {
    return errorReply(405, "method_not_allowed", "Use POST.", { headers: [["Allow", "POST"]] });
  }
  if (request.headers["x-sandbox-action"] !== "clear") {
    return errorReply(403, "forbidden", "Send the header X-Sandbox-Action: clear.");
  }
  store.clear(workspace);
  return { status: 204, headers: [], body: "" };
}

function stream(response: ServerResponse, { workspace, credentials }: InspectorContext): Reply | "streaming" {
  if (workspace.watchers.size >= watchersMax) {
    return errorReply(503, "too_many_watchers", "Too many pages watch this workspace.");
  }
  response.writeHead(200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Accel-Buffering": "no",
  });
  const send = (event: string, data: unknown): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (response.writableLength > unreadBytesMax) response.destroy();
  };
  const timers = new Map<WorkspacePart, NodeJS.Timeout>();
  /** Many changes within a moment are one. */
  const sendPartSoon = (part: WorkspacePart): void => {
    if (timers.has(part)) return;
    const timer = setTimeout(() => {
      timers.delete(part);
      send(part, summarizePart(part, workspace));
    }, partsEveryMs);
    timers.set(part, timer);
  };
  const watch = (event: WorkspaceEvent): void => {
    if (event.type === "request") send("request", summarizeRequest(event.request));
    if (event.type === "part") {
      sendPartSoon(event.part);
      if (event.part !== "faults" && workspace.expectation.isSet) sendPartSoon("expectation");
    }
    if (event.type === "cleared") send("cleared", snapshot(workspace));
    if (event.type === "forgotten") response.end();
  };
  workspace.watchers.add(watch);
  const heartbeat = setInterval(() => response.write(":\n\n"), heartbeatMs);
  response.once("close", () => {
    workspace.watchers.delete(watch);
    clearInterval(heartbeat);
    for (const timer of timers.values()) clearTimeout(timer);
  });
  send("snapshot", { credentials, ...snapshot(workspace) });
  return "streaming";
}

function snapshot(workspace: Workspace): object {
  return {
    requests: workspace.requests.map(summarizeRequest).reverse(),
    ...Object.fromEntries(workspaceParts.map((part) => [part, summarizePart(part, workspace)])),
  };
}

function summarizeRequest(request: RecordedRequest): object {
  const { id, at, method, path, durationMs, fault, ending, response } = request;
  return { id, at, method, path, durationMs, fault, ending, status: response.status };
}
