/** The live page of a workspace: its frame as HTML, what happens as a stream of events, details as JSON on demand. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { describeList } from "./list-api";
import { escapeHtml, pageReply } from "./page";
import { errorReply, jsonReply, type Reply } from "./reply";
import type { RecordedRequest, Workspace, WorkspaceEvent, WorkspaceStore } from "./workspace-store";

export interface InspectorContext {
  workspace: Workspace;
  store: WorkspaceStore;
  key: string;
}

const watchersMax = 50;
const membersShown = 200;
const heartbeatMs = 15_000;
const listsEveryMs = 150;
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
  if (section === "events" && id === undefined) return stream(response, context);
  if (section === "requests" && id !== undefined) {
    const found = workspace.requests.find((recorded) => String(recorded.id) === id);
    return found ? jsonReply(200, found) : notFound();
  }
  const list = section === "lists" && id !== undefined ? workspace.lists.get(id) : undefined;
  if (!list) return notFound();
  return jsonReply(200, { list: describeList(list), members: [...list.members.values()].slice(0, membersShown) });
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

function stream(response: ServerResponse, { workspace, key }: InspectorContext): Reply | "streaming" {
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
  const lists = (): object[] => [...workspace.lists.values()].map(describeList).reverse();
  let listsTimer: NodeJS.Timeout | undefined;
  const sendListsSoon = (): void => {
    listsTimer ??= setTimeout(() => {
      listsTimer = undefined;
      send("lists", lists());
    }, listsEveryMs);
  };
  const watch = (event: WorkspaceEvent): void => {
    if (event.type === "request") send("request", summarize(event.request));
    if (event.type === "lists") sendListsSoon();
    if (event.type === "cleared") send("cleared", {});
    if (event.type === "forgotten") response.end();
  };
  workspace.watchers.add(watch);
  const heartbeat = setInterval(() => response.write(":\n\n"), heartbeatMs);
  response.once("close", () => {
    workspace.watchers.delete(watch);
    clearInterval(heartbeat);
    clearTimeout(listsTimer);
  });
  send("snapshot", { key, requests: workspace.requests.map(summarize).reverse(), lists: lists() });
  return "streaming";
}

function summarize({ id, at, method, path, durationMs, response }: RecordedRequest): object {
  return { id, at, method, path, durationMs, status: response.status };
}

function inspectorPage(workspace: string): Reply {
  const name = escapeHtml(workspace);
  const heading = `<p class="where"><span class="muted">Workspace</span> <strong>${name}</strong></p>
<p class="live" id="live" role="status"><span class="dot" aria-hidden="true"></span><span id="live-text">Connecting</span></p>`;
  const main = `<h1 class="sr">Inspector of workspace ${name}</h1>
<noscript><p class="notice">This page shows requests as they arrive, and needs JavaScript for it. The API works without.</p></noscript>
<section class="access" aria-label="Address and key">
<div class="access-item"><span class="access-name" id="base-label">Base URL</span><code id="base" aria-labelledby="base-label"></code><button type="button" class="quiet" data-copy="base">Copy<span class="sr"> base URL</span></button></div>
<div class="access-item"><span class="access-name" id="key-label">Bearer key</span><code id="key" aria-labelledby="key-label"></code><button type="button" class="quiet" id="reveal" aria-pressed="false">Reveal<span class="sr"> keys</span></button><button type="button" class="quiet" data-copy="key">Copy<span class="sr"> key</span></button></div>
<button type="button" id="clear">Clear workspace</button>
</section>
<div class="panes">
<section class="pane requests" aria-labelledby="requests-heading">
<div class="pane-head"><h2 id="requests-heading">Requests</h2><span class="count" id="request-count">0</span></div>
<ol class="rows" id="requests"></ol>
<div class="empty" id="requests-empty"><p><strong>Nothing has arrived yet.</strong></p><p>Press Test endpoint in the builder, or try it from a terminal:</p><pre tabindex="0" id="example"></pre></div>
</section>
<section class="pane detail" aria-labelledby="detail-heading">
<div class="pane-head"><h2 id="detail-heading" tabindex="-1">Request</h2></div>
<div id="detail"><p class="empty">Choose a request to see its headers, its body and the answer.</p></div>
</section>
<section class="pane lists" aria-labelledby="lists-heading">
<div class="pane-head"><h2 id="lists-heading">Lists</h2><span class="count" id="list-count">0</span></div>
<ul class="rows" id="lists"></ul>
<p class="empty" id="lists-empty">No lists. POST /lists creates one.</p>
</section>
</div>
<dialog id="clear-dialog" aria-labelledby="clear-title">
<h2 id="clear-title">Clear this workspace?</h2>
<p>Its lists, their members and the recorded requests are deleted. The key stays the same.</p>
<div class="actions"><button type="button" id="clear-no">Keep everything</button><button type="button" class="danger" id="clear-yes">Clear</button></div>
</dialog>
<p class="sr" id="announcer" role="status"></p>`;
  const page = pageReply({ title: `${workspace} · Landfall Sandbox`, heading, main, hasScript: true });
  return {
    ...page,
    body: page.body.replace("<body>", `<body data-workspace="${name}">`),
  };
}
