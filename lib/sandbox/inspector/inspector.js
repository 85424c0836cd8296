// @ts-check
// The live page of a workspace. Values that came over the wire become text nodes, never markup.

/**
 * @typedef {{ id: number, at: string, method: string, path: string, durationMs: number, status: number }} Summary
 * @typedef {{ id: string, name: string, total: number, created_at: string }} ListSummary
 * @typedef {[string, string][]} Headers
 * @typedef {Omit<Summary, "status"> & { headers: Headers, body: string, bodyBytes: number,
 *   response: { status: number, headers: Headers, body: string } }} Recorded
 * @typedef {{ id: string, email?: string }} Member
 */

const requestsShown = 500;
const root = `/w/${document.body.dataset.workspace}`;
const baseUrl = `${location.origin}${root}/v1`;

const state = {
  key: "",
  isRevealed: false,
  /** Shows each new request as it comes, until the person chooses one. */
  isFollowing: true,
  /** @type {Summary[]} Newest first. */
  requests: [],
  /** @type {ListSummary[]} */
  lists: [],
  /** @type {Recorded | undefined} */
  shown: undefined,
};

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element;
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {...(string | Node)} children
 */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** @param {number} quantity */
const grouped = (quantity) => quantity.toLocaleString("en-US");
/** @param {string} at */
const clock = (at) => new Date(at).toLocaleTimeString([], { hourCycle: "h23" });

/** @param {string} secret */
function masked(secret) {
  return `••••••••${secret.slice(-4)}`;
}

/** Hides the workspace's key wherever it turns up. @param {string} text */
function withoutKey(text) {
  return state.isRevealed || state.key === "" ? text : text.replaceAll(state.key, masked(state.key));
}

/** Hides credentials that are not the right key, too. @param {string} name @param {string} value */
function headerText(name, value) {
  if (state.isRevealed || !/authorization|api-?key|token|secret|cookie/i.test(name)) return withoutKey(value);
  const [first = "", ...rest] = value.split(" ");
  return rest.length > 0 ? `${first} ${masked(rest.join(" "))}` : masked(value);
}

/** @param {number} status */
function statusBadge(status) {
  return make("span", `status s${Math.floor(status / 100)}`, String(status));
}

/** @param {string} path */
const shortPath = (path) => path.replace(/^\/v1/, "") || "/";

/** A path that may break after its slashes, since its end tells calls apart. @param {string} path */
function breakable(path) {
  return path.split(/(?<=\/)/).flatMap((part) => [part, document.createElement("wbr")]);
}

function renderRequests() {
  const rows = state.requests.map((request) => row(request, false));
  byId("requests").replaceChildren(...rows);
  renderCounts();
}

/** @param {Summary} request @param {boolean} isNew */
function row(request, isNew) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = isNew ? "row new" : "row";
  button.dataset.id = String(request.id);
  const path = make("span", "path", ...breakable(shortPath(request.path)));
  const when = make("span", "when", `${clock(request.at)} · ${request.durationMs} ms`);
  button.append(make("span", "method", request.method), path, statusBadge(request.status), when);
  button.addEventListener("click", () => choose(request.id));
  return make("li", "", button);
}

function renderCounts() {
  byId("request-count").textContent = grouped(state.requests.length);
  byId("list-count").textContent = grouped(state.lists.length);
  byId("requests-empty").hidden = state.requests.length > 0;
  byId("lists-empty").hidden = state.lists.length > 0;
}

function markCurrent() {
  for (const button of document.querySelectorAll("#requests .row")) {
    if (!(button instanceof HTMLElement)) continue;
    if (button.dataset.id === String(state.shown?.id)) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

/** @param {number} id */
async function choose(id) {
  state.isFollowing = id === state.requests[0]?.id;
  await show(id);
  // Beside each other there is nothing to scroll to; below each other the answer would be out of sight.
  if (window.matchMedia("(max-width: 719px)").matches) byId("detail-heading").focus();
}

/** @param {number} id */
async function show(id) {
  const response = await fetch(`${root}/requests/${id}`).catch(() => undefined);
  if (!response?.ok) {
    state.shown = undefined;
    byId("detail").replaceChildren(make("p", "empty", "This request is no longer kept. Choose another one."));
  } else {
    state.shown = await response.json();
    renderDetail();
  }
  markCurrent();
}

function renderDetail() {
  const request = state.shown;
  if (!request) return;
  const call = make("div", "call", make("span", "method", request.method), withoutKey(request.path));
  call.append(statusBadge(request.response.status));
  const size = `${grouped(request.bodyBytes)} bytes received`;
  const facts = make(
    "p",
    "",
    `${new Date(request.at).toLocaleString()} · ${size} · answered in ${request.durationMs} ms`,
  );
  byId("detail-heading").textContent = `Request ${grouped(request.id)}`;
  byId("detail").replaceChildren(
    make("div", "summary", call, facts),
    bodyBlock("Request body", request.body, request.bodyBytes > new Blob([request.body]).size),
    bodyBlock("Response body", request.response.body, false),
    headerBlock("Request headers", request.headers),
    headerBlock("Response headers", request.response.headers),
  );
}

/** @param {string} title @param {string} note @param {HTMLElement} content */
function block(title, note, content) {
  const details = document.createElement("details");
  details.className = "block";
  details.open = true;
  details.append(make("summary", "", title, make("span", "muted", note)), content);
  return details;
}

/** @param {string} title @param {Headers} headers */
function headerBlock(title, headers) {
  const list = make("dl", "headers");
  for (const [name, value] of headers) list.append(make("dt", "", name), make("dd", "", headerText(name, value)));
  return block(title, String(headers.length), list);
}

/** @param {string} title @param {string} body @param {boolean} isCut */
function bodyBlock(title, body, isCut) {
  if (body === "") return block(title, "", make("p", "muted", "Empty."));
  const pre = make("pre");
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", title);
  pre.append(...pretty(withoutKey(body)));
  return block(title, isCut ? "the first 32 KiB" : "", pre);
}

/**
 * JSON with line breaks and colours, token by token, so that numbers keep every digit. Other text as it is.
 * @param {string} text
 */
function pretty(text) {
  try {
    JSON.parse(text);
  } catch {
    return [text];
  }
  /** @type {(string | Node)[]} */
  const parts = [];
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  tokens.forEach((token, index) => {
    const line = () => parts.push(`\n${"  ".repeat(depth)}`);
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      depth += 1;
      parts.push(token);
      if (next !== "}" && next !== "]") line();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (tokens[index - 1] !== "{" && tokens[index - 1] !== "[") line();
      parts.push(token);
    } else if (token === ",") {
      parts.push(token);
      line();
    } else if (token === ":") parts.push(": ");
    else parts.push(make("span", tokenClass(token, next), token));
  });
  return parts;
}

/** @param {string} token @param {string | undefined} next */
function tokenClass(token, next) {
  if (token.startsWith('"')) return next === ":" ? "k" : "s";
  return /^[-\d]/.test(token) ? "n" : "w";
}

/** @type {Map<string, HTMLDetailsElement>} */
const listElements = new Map();

function renderLists() {
  const ids = new Set(state.lists.map((list) => list.id));
  for (const id of listElements.keys()) if (!ids.has(id)) listElements.delete(id);
  const items = state.lists.map((list) => {
    const details = listElements.get(list.id) ?? listElement(list.id);
    listElements.set(list.id, details);
    const summary = make("summary", "", make("span", "name", list.name));
    const total = make("span", "total", grouped(list.total), make("span", "sr", " members"));
    summary.append(total, make("span", "id", list.id));
    const old = details.querySelector("summary");
    const hadFocus = old !== null && document.activeElement === old;
    if (old) old.replaceWith(summary);
    else details.prepend(summary);
    if (hadFocus) summary.focus();
    if (details.open) void loadMembers(list.id);
    return details.parentElement ?? make("li", "", details);
  });
  byId("lists").replaceChildren(...items);
  renderCounts();
}

/** @param {string} id */
function listElement(id) {
  const details = document.createElement("details");
  details.className = "list";
  // It scrolls, so it can be reached and scrolled by keyboard.
  const members = make("div", "members");
  members.tabIndex = 0;
  members.setAttribute("role", "region");
  members.setAttribute("aria-label", "Members");
  details.append(members);
  details.addEventListener("toggle", () => details.open && void loadMembers(id));
  return details;
}

/** @param {string} id */
async function loadMembers(id) {
  const target = listElements.get(id)?.querySelector(".members");
  const response = await fetch(`${root}/lists/${id}`).catch(() => undefined);
  if (!target || !response?.ok) return;
  /** @type {{ list: ListSummary, members: Member[] }} */
  const { list, members } = await response.json();
  if (members.length === 0) return target.replaceChildren(make("p", "", "No members."));
  const rows = members.map((member) => {
    const item = make("li", "", member.id);
    if (member.email !== undefined) item.append(make("span", "", member.email));
    return item;
  });
  const rest = list.total - members.length;
  target.replaceChildren(make("ul", "", ...rows), ...(rest > 0 ? [make("p", "", `and ${grouped(rest)} more`)] : []));
}

function renderAccess() {
  const key = state.isRevealed ? state.key : `sandbox_key_${masked(state.key)}`;
  byId("base").textContent = baseUrl;
  byId("key").textContent = key;
  byId("example").textContent = [
    `curl ${baseUrl}/lists \\`,
    `  -H "Authorization: Bearer ${key}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '{"name": "Spring buyers"}'`,
  ].join("\n");
}

/** @param {"on" | "off" | "wait"} mode @param {string} text */
function renderLive(mode, text) {
  byId("live").className = `live ${mode}`;
  byId("live-text").textContent = text;
}

function wireButtons() {
  byId("reveal").addEventListener("click", () => {
    state.isRevealed = !state.isRevealed;
    const reveal = byId("reveal");
    reveal.setAttribute("aria-pressed", String(state.isRevealed));
    const word = state.isRevealed ? "Hide" : "Reveal";
    reveal.replaceChildren(word, make("span", "sr", " keys"));
    renderAccess();
    renderDetail();
  });
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!(button instanceof HTMLElement)) continue;
    button.addEventListener("click", () => copy(button, button.dataset.copy === "key" ? state.key : baseUrl));
  }
  const dialog = byId("clear-dialog");
  if (!(dialog instanceof HTMLDialogElement)) return;
  byId("clear").addEventListener("click", () => dialog.showModal());
  byId("clear-no").addEventListener("click", () => dialog.close());
  byId("clear-yes").addEventListener("click", async () => {
    const response = await fetch(`${root}/clear`, { method: "POST", headers: { "X-Sandbox-Action": "clear" } }).catch(
      () => undefined,
    );
    dialog.close();
    byId("announcer").textContent = response?.ok
      ? "Workspace cleared."
      : "The sandbox did not answer. Nothing was cleared.";
  });
}

/** @param {HTMLElement} button @param {string} text */
async function copy(button, text) {
  const label = [...button.childNodes].map((node) => node.cloneNode(true));
  const isCopied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  button.textContent = isCopied ? "Copied" : "Not copied";
  setTimeout(() => button.replaceChildren(...label), 1500);
}

/** @param {Summary} request */
function receive(request) {
  state.requests.unshift(request);
  byId("requests").prepend(row(request, true));
  while (state.requests.length > requestsShown) {
    state.requests.pop();
    byId("requests").lastElementChild?.remove();
  }
  renderCounts();
  byId("announcer").textContent = `${request.method} ${shortPath(request.path)} answered ${request.status}`;
  if (state.isFollowing) void show(request.id);
}

function forgetShown() {
  state.shown = undefined;
  state.isFollowing = true;
  byId("detail-heading").textContent = "Request";
  const hint = "Choose a request to see its headers, its body and the answer.";
  byId("detail").replaceChildren(make("p", "empty", hint));
}

function connect() {
  const events = new EventSource(`${root}/events`);
  /** @param {string} name @param {(data: any) => void} use */
  const on = (name, use) => events.addEventListener(name, (event) => use(JSON.parse(event.data)));
  events.addEventListener("open", () => renderLive("on", "Live"));
  events.addEventListener("error", () => renderLive("off", "Disconnected, trying again"));
  on("snapshot", ({ key, requests, lists }) => {
    Object.assign(state, { key, requests, lists });
    renderAccess();
    renderRequests();
    renderLists();
    const newest = state.requests[0];
    if (state.shown && state.requests.some((request) => request.id === state.shown?.id)) markCurrent();
    else if (newest) void show(newest.id);
    else forgetShown();
  });
  on("request", receive);
  on("lists", (lists) => {
    state.lists = lists;
    renderLists();
  });
  on("cleared", () => {
    Object.assign(state, { requests: [], lists: [] });
    forgetShown();
    renderRequests();
    renderLists();
  });
}

wireButtons();
connect();
