/** The frame of a workspace's page. What it shows comes over the stream, and is text there, never markup. */
import { faultComposer, faultsPanel } from "./fault-form";
import { escapeHtml, pageReply } from "./page";
import type { Reply } from "./reply";

export function inspectorPage(workspace: string): Reply {
  const name = escapeHtml(workspace);
  const heading = `<p class="where"><span class="muted">Workspace</span> <strong>${name}</strong></p>
<p class="live" id="live" role="status"><span class="dot" aria-hidden="true"></span><span id="live-text">Connecting</span></p>`;
  const main = `<h1 class="sr">Inspector of workspace ${name}</h1>
<noscript><p class="notice">This page shows requests as they arrive, and needs JavaScript for it. The API works without.</p></noscript>
${access}
<div class="faults-on" id="faults-on" hidden><p class="faults-on-what"><strong id="faults-on-text"></strong> <span id="faults-on-name"></span></p><button type="button" class="quiet" id="faults-show">Show<span class="sr"> the faults</span></button></div>
<div class="panes">
${requests}
${detail}
${holdings}
</div>
<dialog id="clear-dialog" aria-labelledby="clear-title">
<h2 id="clear-title">Clear this workspace?</h2>
<p>Its lists, users, events, profiles and recorded requests are deleted, and its faults and expectations removed. The keys stay the same.</p>
<div class="actions"><button type="button" id="clear-no">Keep everything</button><button type="button" class="danger" id="clear-yes">Clear</button></div>
</dialog>
${faultComposer}
<p class="sr" id="announcer" role="status"></p>`;
  const page = pageReply({ title: `${workspace} · Landfall Sandbox`, heading, main, hasScript: true });
  return {
    ...page,
    body: page.body.replace("<body>", `<body data-workspace="${name}">`),
  };
}

/** A value with its name and a button that copies it. The script fills in every element with `data-value`. */
function value(id: string, valueName: string, name: string, extra = ""): string {
  const label = `<span class="access-name" id="${id}-label">${name}</span>`;
  const code = `<code data-value="${valueName}" aria-labelledby="${id}-label"></code>`;
  const copy = `<button type="button" class="quiet" data-copy="${valueName}">Copy<span class="sr"> ${name}</span></button>`;
  return `<div class="access-item">${label}${code}${extra}${copy}</div>`;
}

const reveal =
  '<button type="button" class="quiet" id="reveal" aria-pressed="false">Reveal<span class="sr"> keys</span></button>';

const access = `<section class="access" aria-label="Address and keys">
${value("base", "base", "Base URL")}
${value("key", "key", "Key", reveal)}
<div class="access-buttons">
<button type="button" class="quiet" id="ways-toggle" aria-expanded="false" aria-controls="ways">All ways to authenticate</button>
<button type="button" id="clear">Clear workspace</button>
</div>
</section>
<section class="ways" id="ways" aria-label="Ways to authenticate" hidden>
<div class="way"><h2>Bearer token</h2>
${value("bearer", "bearer", "Authorization")}
<p>The key as it is.</p></div>
<div class="way"><h2>Header</h2>
${value("header", "key", "X-API-Key")}
<p>The same key in a header.</p></div>
<div class="way"><h2>Basic</h2>
${value("username", "key", "User name")}
${value("password", "secret", "Password")}
<p>The password may be left empty.</p></div>
<div class="way"><h2>OAuth 2 client credentials</h2>
${value("token-url", "tokenUrl", "Token URL")}
${value("client-id", "clientId", "Client ID")}
${value("client-secret", "secret", "Client secret")}
<p>Scopes: <code>lists</code> <code>users</code> <code>events</code>. A token lasts an hour and goes where the bearer key goes.</p></div>
</section>`;

const requests = `<section class="pane requests" aria-labelledby="requests-heading">
<div class="pane-head"><h2 id="requests-heading">Requests</h2><span class="count" id="request-count">0</span></div>
<ol class="rows" id="requests"></ol>
<div class="empty" id="requests-empty"><p><strong>Nothing has arrived yet.</strong></p><p>Press Test endpoint in the builder, or try it from a terminal:</p><pre tabindex="0" id="example"></pre></div>
</section>`;

const detail = `<section class="pane detail" aria-labelledby="detail-heading">
<div class="pane-head"><h2 id="detail-heading" tabindex="-1">Request</h2></div>
<div id="detail"><p class="empty">Choose a request to see its headers, its body and the answer.</p></div>
</section>`;

const parts = [
  ["lists", "Lists", "No lists. POST /lists creates one."],
  ["users", "Users", "No users. PUT /users/u1 with properties makes one, and so does POST /tags/vip/users."],
  ["events", "Events", "No events. POST /events sends one."],
  ["profiles", "Profiles", "No profiles. PUT /profiles/u1 with traits makes one."],
] as const;

const expectation = `<div id="expectation-results"></div>
<div class="empty" id="expectation-empty"><p><strong>Nothing is expected.</strong></p><p>A test can say whom a list, a property, a tag or a group should hold in the end. What is missing and what is too much is shown here.</p><pre tabindex="0" id="expectation-example"></pre></div>
<div class="forget"><button type="button" class="quiet" id="expectation-forget" hidden>Forget what is expected</button></div>`;

const panels: readonly (readonly [id: string, name: string, content: string])[] = [
  ...parts.map(
    ([id, name, empty]) =>
      [
        id,
        name,
        `<div id="${id}-facts"></div><ul class="rows" id="${id}"></ul><p class="empty" id="${id}-empty">${empty}</p>`,
      ] as const,
  ),
  ["faults", "Faults", faultsPanel],
  ["expectation", "Expected", expectation],
];

const holdings = `<section class="pane holdings" aria-label="What the partner holds and does">
<div class="pane-head tabs" role="tablist" aria-label="What the partner holds and does">
${panels
  .map(
    ([id, name], index) =>
      `<button type="button" role="tab" id="${id}-tab" aria-controls="${id}-panel" aria-selected="${index === 0}" tabindex="${index === 0 ? 0 : -1}">${name} <span class="count" id="${id}-count">${index < parts.length ? "0" : ""}</span></button>`,
  )
  .join("\n")}
</div>
${panels
  .map(
    ([id, , content], index) =>
      `<div role="tabpanel" id="${id}-panel" aria-labelledby="${id}-tab"${index === 0 ? "" : " hidden"}>${content}</div>`,
  )
  .join("\n")}
</section>`;
