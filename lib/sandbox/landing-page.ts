/** The sandbox's first page: what it is, how to call it, who has been here. */
import { escapeHtml, pageReply } from "./page";
import type { Reply } from "./reply";
import type { Workspace } from "./workspace-store";

const calls: [string, string, string, string][] = [
  ["POST", "/lists", '{"name": "Spring buyers"}', "201, the list with its id; 409 when the name is taken"],
  ["GET", "/lists", "", "200, every list"],
  ["GET", "/lists/:id", "", "200, the list and its first 1,000 members"],
  ["POST", "/lists/:id/members", '{"members": [{"id": "u1", "email": "…"}]}', "200, added and total; 413 above 1,000"],
  ["POST", "/lists/:id/members/remove", '{"members": [{"id": "u1"}]}', "200, removed and total"],
  ["DELETE", "/lists/:id/members", '{"members": [{"id": "u1"}]}', "the same, for those who prefer DELETE"],
  ["DELETE", "/lists/:id", "", "200, the list is gone"],
];

export function landingPage(workspaces: readonly Workspace[]): Reply {
  const rows = calls
    .map(
      ([method, path, body, answer]) =>
        `<tr><td><span class="method">${method}</span> <code>${escapeHtml(path)}</code></td><td>${body === "" ? '<span class="muted">no body</span>' : `<code>${escapeHtml(body)}</code>`}</td><td>${escapeHtml(answer)}</td></tr>`,
    )
    .join("\n");
  const main = `<div class="chart">
<h1>A partner to practise on</h1>
<p class="lead">This server plays the partner’s part: a small marketing platform that keeps lists of members. Point a destination at it, send real requests, and watch each one arrive, with what it held and what was answered.</p>
</div>
<div class="sheet">
<section aria-labelledby="workspaces">
<h2 id="workspaces">Workspaces</h2>
${workspaceList(workspaces)}
</section>
<section aria-labelledby="api">
<h2 id="api">The list API</h2>
<p>Each workspace has its own address and its own key. Both are on the workspace’s inspector page, at <code>/w/your-name/</code>; opening it is all it takes to have one.</p>
<dl class="facts">
<div><dt>Base URL</dt><dd><code>/w/your-name/v1</code></dd></div>
<div><dt>Authentication</dt><dd><code>Authorization: Bearer sandbox_key_…</code></dd></div>
<div><dt>Errors</dt><dd><code>{"error": {"code": "…", "message": "…"}}</code></dd></div>
</dl>
<div class="scroll" tabindex="0" role="region" aria-label="Calls of the list API">
<table><thead><tr><th scope="col">Call</th><th scope="col">Body</th><th scope="col">Answer</th></tr></thead><tbody>
${rows}
</tbody></table>
</div>
<p class="muted">Everything is kept in memory: the last 500 requests of a workspace, and its lists, until the sandbox restarts.</p>
</section>
</div>`;
  return pageReply({ title: "Landfall Sandbox", heading: "", main });
}

function workspaceList(workspaces: readonly Workspace[]): string {
  if (workspaces.length === 0) {
    return '<p class="muted">Nobody has called yet. A workspace appears here with its first request.</p>';
  }
  const items = workspaces.map((workspace) => {
    const name = escapeHtml(workspace.name);
    const facts = `${count(workspace.requestCount, "request")} · ${count(workspace.lists.size, "list")}`;
    return `<li><a href="/w/${name}/"><strong>${name}</strong><span class="tally">${facts}</span></a></li>`;
  });
  return `<ul class="workspaces">${items.join("")}</ul>`;
}

function count(quantity: number, noun: string): string {
  return `${quantity.toLocaleString("en-US")} ${noun}${quantity === 1 ? "" : "s"}`;
}
