/** The sandbox's first page: what it is, how to call it, who has been here. */
import { escapeHtml, pageReply } from "./page";
import type { Reply } from "./reply";
import type { Workspace } from "./workspace-store";

type Call = [method: string, path: string, body: string, answer: string];

interface Api {
  id: string;
  name: string;
  description: string;
  calls: Call[];
}

const apis: Api[] = [
  {
    id: "list-api",
    name: "The list API",
    description: "Lists with members, as messaging and advertising systems have them.",
    calls: [
      ["POST", "/lists", '{"name": "Spring buyers"}', "201, the list with its id; 409 when the name is taken"],
      ["GET", "/lists", "", "200, every list"],
      ["GET", "/lists/:id", "", "200, the list and its first 1,000 members"],
      [
        "POST",
        "/lists/:id/members",
        '{"members": [{"id": "u1", "email": "…"}]}',
        "200, added and total; 413 above 1,000",
      ],
      ["POST", "/lists/:id/members/remove", '{"members": [{"id": "u1"}]}', "200, removed and total"],
      ["DELETE", "/lists/:id/members", '{"members": [{"id": "u1"}]}', "the same, for those who prefer DELETE"],
      ["DELETE", "/lists/:id", "", "200, the list is gone"],
    ],
  },
  {
    id: "property-api",
    name: "The property API",
    description:
      'Users with properties and tags. null unsets a property. A property has the type it was declared with, or that of its first value. Users are made when they are new, unless a call says "createMissing": false.',
    calls: [
      [
        "PUT",
        "/users/:id",
        '{"properties": {"vip": true}}',
        "200 or 201, the user; 422 when a value is of the wrong type",
      ],
      [
        "POST",
        "/users/batch",
        '{"users": [{"id": "u1", "properties": {"vip": true}}]}',
        "200; 207 with errors by index, code and message when some were refused; 413 above 500",
      ],
      ["GET", "/users/:id", "", "200, the user with properties and tags"],
      ["GET", "/users", "", "200, the 1,000 changed last"],
      [
        "POST",
        "/properties",
        '{"key": "vip", "type": "boolean"}',
        "201; 409 when it exists. Types: boolean, number, string",
      ],
      ["GET", "/properties", "", "200, every property and how many users hold it"],
      [
        "POST",
        "/tags/:tag/users",
        '{"ids": ["u1", "u2"]}',
        "200, tagged, total, and unknownIds with those left out; 413 above 1,000",
      ],
      ["DELETE", "/tags/:tag/users", '{"ids": ["u1"]}', "200, untagged and total"],
      ["GET", "/tags/:tag/users", "", "200, the first 1,000 ids; GET /tags has every tag"],
    ],
  },
  {
    id: "event-api",
    name: "The event API",
    description:
      "Events, profiles and groups. An event needs a name, a userId or an anonymousId, and a timestamp: ISO 8601 with a time zone, or Unix seconds. Its lines are checked one by one, and a messageId counts once.",
    calls: [
      [
        "POST",
        "/events",
        '{"name": "Page Viewed", "userId": "u1", "timestamp": "2026-03-01T12:00:00Z"}',
        "202; 422 with the reason",
      ],
      [
        "POST",
        "/events/batch",
        '{"events": [{…, "lines": [{"sku": "A-1", "quantity": 2, "price": 10}]}]}',
        "202, accepted, duplicates, and rejected by index, code and message; 413 above 100",
      ],
      ["GET", "/events?limit=100", "", "200, the newest first"],
      ["PUT", "/profiles/:id", '{"traits": {"email": "…"}}', "200 or 201, the profile; null unsets a trait"],
      ["GET", "/profiles/:id", "", "200, the profile; GET /profiles has the 1,000 changed last"],
      ["POST", "/groups/:name/members", '{"ids": ["u1"], "traits": {"plan": "team"}}', "200, added and the group"],
      ["GET", "/groups", "", "200, every group"],
    ],
  },
  {
    id: "tests",
    name: "Faults and expectations",
    description:
      "Not below /v1 but beside it, at /w/your-name: what goes wrong on purpose, and what the partner should hold in the end. Both need the key of the workspace, and both have a tab on the inspector page.",
    calls: [
      ["GET", "/faults/scripts", "", "200, the ready-made scripts"],
      ["PUT", "/faults", '{"readyMade": "rate_limited"}', "200, armed from its first call on"],
      [
        "PUT",
        "/faults",
        '{"rules": [{"calls": {"operation": "add_members"}, "times": 3, "effect": {"type": "status", "status": 429}}]}',
        "200; 422 with every part that is wrong",
      ],
      ["GET", "/faults", "", "200, what is armed and how often each rule has fired"],
      ["PATCH", "/faults", '{"isPaused": true}', "200, paused; it goes on where it was"],
      ["DELETE", "/faults", "", "200, the partner answers as it should again"],
      [
        "PUT",
        "/expectation",
        '{"expected": [{"kind": "list", "name": "Spring buyers", "members": ["u1"]}]}',
        "200, what is missing and what is too much; GET has it anew, DELETE forgets it",
      ],
    ],
  },
];

const ways: [name: string, how: string][] = [
  ["Bearer token", "<code>Authorization: Bearer sandbox_key_…</code>"],
  ["Header", "<code>X-API-Key: sandbox_key_…</code>"],
  [
    "Basic",
    "<code>Authorization: Basic …</code> with the key as the user name and the secret as the password, or no password",
  ],
  [
    "OAuth 2",
    "Client credentials at <code>POST /w/your-name/oauth/token</code>, in the form body or as Basic; the access token goes where the bearer key goes, for an hour and for the scopes <code>lists</code>, <code>users</code>, <code>events</code>",
  ],
  ["Connection test", "<code>GET /me</code> answers 200 with the workspace, or 401"],
];

export function landingPage(workspaces: readonly Workspace[]): Reply {
  const main = `<div class="chart">
<h1>A partner to practise on</h1>
<p class="lead">This server plays the partner’s part: a small marketing platform that keeps lists, users and events. Point a destination at it, send real requests, and watch each one arrive, with what it held and what was answered.</p>
</div>
<div class="sheet">
<section aria-labelledby="workspaces">
<h2 id="workspaces">Workspaces</h2>
${workspaceList(workspaces)}
</section>
<section aria-labelledby="access">
<h2 id="access">How to call it</h2>
<p>Each workspace has its own address and its own keys. They are on the workspace’s inspector page, at <code>/w/your-name/</code>; opening it is all it takes to have one.</p>
<dl class="facts">
<div><dt>Base URL</dt><dd><code>/w/your-name/v1</code></dd></div>
${ways.map(([name, how]) => `<div><dt>${name}</dt><dd>${how}</dd></div>`).join("\n")}
<div><dt>Errors</dt><dd><code>{"error": {"code": "…", "message": "…"}}</code></dd></div>
</dl>
</section>
${apis.map(apiSection).join("\n")}
<p class="muted">Everything is kept in memory, within bounds, until the sandbox restarts: the last 500 requests and 5,000 events of a workspace, its lists, users and profiles.</p>
</div>`;
  return pageReply({ title: "Landfall Sandbox", heading: "", main });
}

function apiSection({ id, name, description, calls }: Api): string {
  const rows = calls.map(
    ([method, path, body, answer]) =>
      `<tr><td><span class="method">${method}</span> <code>${escapeHtml(path)}</code></td><td>${body === "" ? '<span class="muted">no body</span>' : `<code>${escapeHtml(body)}</code>`}</td><td>${escapeHtml(answer)}</td></tr>`,
  );
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
<p>${escapeHtml(description)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Calls of ${name.toLowerCase()}">
<table><thead><tr><th scope="col">Call</th><th scope="col">Body</th><th scope="col">Answer</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table>
</div>
</section>`;
}

function workspaceList(workspaces: readonly Workspace[]): string {
  if (workspaces.length === 0) {
    return '<p class="muted">Nobody has called yet. A workspace appears here with its first request.</p>';
  }
  const items = workspaces.map((workspace) => {
    const name = escapeHtml(workspace.name);
    return `<li><a href="/w/${name}/"><strong>${name}</strong><span class="tally">${tally(workspace)}</span></a></li>`;
  });
  return `<ul class="workspaces">${items.join("")}</ul>`;
}

/** What a workspace holds; requests and lists always, the rest where there is any. */
function tally({ requestCount, lists, users, events }: Workspace): string {
  const counts: [number, string][] = [
    [users.count, "user"],
    [events.count, "event"],
    [events.profileCount, "profile"],
  ];
  const rest = counts.filter(([quantity]) => quantity > 0);
  return [[requestCount, "request"] as const, [lists.count, "list"] as const, ...rest]
    .map(([quantity, noun]) => count(quantity, noun))
    .join(" · ");
}

function count(quantity: number, noun: string): string {
  return `${quantity.toLocaleString("en-US")} ${noun}${quantity === 1 ? "" : "s"}`;
}
