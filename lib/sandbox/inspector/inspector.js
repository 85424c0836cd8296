// @ts-check
// The live page of a workspace: requests as they arrive, one of them whole, and what the partner holds.
import { root, useCredentials, wireAccess } from "./access.js";
import { byId, clock, grouped, make } from "./element.js";
import { showExpectation, wireExpectation } from "./expectation.js";
import { showFaults, wireFaults } from "./faults.js";
import { chooseFilled, showEvents, showLists, showUsers } from "./holdings.js";
import { forgetRequest, renderDetail, shownId, showRequest, statusBadge } from "./request-detail.js";
import { wireTabs } from "./tabs.js";

/**
 * @typedef {{ id: number, at: string, method: string, path: string, durationMs: number, status: number,
 *   fault?: string, ending?: string }} Summary
 */

const requestsShown = 500;

const state = {
  /** Shows each new request as it comes, until the person chooses one. */
  isFollowing: true,
  /** @type {Summary[]} Newest first. */
  requests: [],
};

/** @param {string} path */
const shortPath = (path) => path.replace(/^\/v1/, "") || "/";

/** A path that may break after its slashes, since its end tells calls apart. @param {string} path */
function breakable(path) {
  return path.split(/(?<=\/)/).flatMap((part) => [part, document.createElement("wbr")]);
}

function renderRequests() {
  byId("requests").replaceChildren(...state.requests.map((request) => row(request, false)));
  renderCount();
}

/** @param {Summary} request @param {boolean} isNew */
function row(request, isNew) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = isNew ? "row new" : "row";
  button.dataset.id = String(request.id);
  const path = make("span", "path", ...breakable(shortPath(request.path)));
  const lasted = request.ending === "under_way" ? "under way" : `${request.durationMs} ms`;
  const when = make("span", "when", `${clock(request.at)} · ${lasted}`);
  button.append(make("span", "method", request.method), path, statusBadge(request.status), when);
  if (request.fault !== undefined) button.append(make("span", "fault", `Fault: ${request.fault}`));
  button.addEventListener("click", () => choose(request.id));
  return make("li", "", button);
}

function renderCount() {
  byId("request-count").textContent = grouped(state.requests.length);
  byId("requests-empty").hidden = state.requests.length > 0;
}

function markCurrent() {
  for (const button of document.querySelectorAll("#requests .row")) {
    if (!(button instanceof HTMLElement)) continue;
    if (button.dataset.id === String(shownId())) button.setAttribute("aria-current", "true");
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
  await showRequest(id);
  markCurrent();
}

/** @param {"on" | "off" | "wait"} mode @param {string} text */
function renderLive(mode, text) {
  byId("live").className = `live ${mode}`;
  byId("live-text").textContent = text;
}

function wireClearing() {
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

/** @param {Summary} request */
function receive(request) {
  const known = state.requests.findIndex(({ id }) => id === request.id);
  if (known >= 0) return update(known, request);
  state.requests.unshift(request);
  byId("requests").prepend(row(request, true));
  while (state.requests.length > requestsShown) {
    state.requests.pop();
    byId("requests").lastElementChild?.remove();
  }
  renderCount();
  const answered = request.status === 0 ? "not answered" : `answered ${request.status}`;
  const fault = request.fault === undefined ? "" : `, fault: ${request.fault}`;
  byId("announcer").textContent = `${request.method} ${shortPath(request.path)} ${answered}${fault}`;
  if (state.isFollowing) void show(request.id);
}

/** A request whose answer took its time has ended. @param {number} index @param {Summary} request */
function update(index, request) {
  state.requests[index] = request;
  const old = byId("requests").children[index];
  const hadFocus = old?.contains(document.activeElement);
  const fresh = row(request, false);
  old?.replaceWith(fresh);
  if (hadFocus) fresh.querySelector("button")?.focus();
  markCurrent();
  if (request.id === shownId()) void show(request.id);
}

/** @param {any} snapshot */
function showAll({ requests, lists, users, events, faults, expectation }) {
  state.requests = requests;
  renderRequests();
  showLists(lists);
  showUsers(users);
  showEvents(events);
  showFaults(faults);
  showExpectation(expectation);
}

function connect() {
  const stream = new EventSource(`${root}/live`);
  /** @param {string} name @param {(data: any) => void} use */
  const on = (name, use) => stream.addEventListener(name, (event) => use(JSON.parse(event.data)));
  stream.addEventListener("open", () => renderLive("on", "Live"));
  stream.addEventListener("error", () => renderLive("off", "Disconnected, trying again"));
  on("snapshot", (snapshot) => {
    useCredentials(snapshot.credentials);
    showAll(snapshot);
    chooseFilled();
    const newest = state.requests[0];
    if (state.requests.some((request) => request.id === shownId())) markCurrent();
    else if (newest) void show(newest.id);
    else forget();
  });
  on("request", receive);
  on("lists", showLists);
  on("users", showUsers);
  on("events", showEvents);
  on("faults", showFaults);
  on("expectation", showExpectation);
  on("cleared", (snapshot) => {
    forget();
    showAll(snapshot);
  });
}

function forget() {
  state.isFollowing = true;
  forgetRequest();
}

wireAccess(renderDetail);
wireTabs();
wireFaults();
wireExpectation();
wireClearing();
connect();
