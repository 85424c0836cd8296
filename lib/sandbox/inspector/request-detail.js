// @ts-check
// One request whole: what arrived and what was answered.
import { headerText, root, withoutKeys } from "./access.js";
import { byId, clock, grouped, make, scrollable } from "./element.js";
import { pretty } from "./json-view.js";

/**
 * @typedef {[string, string][]} Headers
 * @typedef {{ id: number, at: string, method: string, path: string, durationMs: number, headers: Headers,
 *   body: string, bodyBytes: number, fault?: string, tookEffect?: boolean, ending?: string, response: { status: number, headers: Headers, body: string } }} Recorded
 */

/** @type {Recorded | undefined} */
let shown;

/** The number of the request that is shown. */
export const shownId = () => shown?.id;

/** @param {number} id */
export async function showRequest(id) {
  const response = await fetch(`${root}/requests/${id}`).catch(() => undefined);
  if (!response?.ok) {
    shown = undefined;
    byId("detail").replaceChildren(make("p", "empty", "This request is no longer kept. Choose another one."));
  } else {
    shown = await response.json();
    renderDetail();
  }
}

export function forgetRequest() {
  shown = undefined;
  byId("detail-heading").textContent = "Request";
  const hint = "Choose a request to see its headers, its body and the answer.";
  byId("detail").replaceChildren(make("p", "empty", hint));
}

export function renderDetail() {
  const request = shown;
  if (!request) return;
  const call = make("div", "call", make("span", "method", request.method), withoutKeys(request.path));
  call.append(statusBadge(request.response.status));
  const size = `${grouped(request.bodyBytes)} bytes received`;
  const facts = make(
    "p",
    "",
    `${new Date(request.at).toLocaleDateString()}, ${clock(request.at)} · ${size} · answered in ${request.durationMs} ms`,
  );
  byId("detail-heading").textContent = `Request ${grouped(request.id)}`;
  byId("detail").replaceChildren(
    make("div", "summary", call, facts, ...faultNote(request)),
    bodyBlock("Request body", request.body, request.bodyBytes > new Blob([request.body]).size),
    bodyBlock("Response body", request.response.body, false),
    headerBlock("Request headers", request.headers),
    headerBlock("Response headers", request.response.headers),
  );
}

const endings = {
  under_way: "The answer is under way.",
  cut: "The connection was cut.",
  given_up: "The caller gave up.",
  timed_out: "The connection was closed when the time was up.",
  no_room: "Too many calls were being held already, so this one was answered at once.",
};

/** @param {Recorded} request */
function faultNote({ fault, tookEffect, ending }) {
  if (fault === undefined) return [];
  const effect = tookEffect ? "The partner did what was asked." : "Nothing was done.";
  const end = endings[/** @type {keyof typeof endings} */ (ending ?? "")] ?? "";
  return [make("p", "fault-note", make("strong", "", `Fault: ${fault}. `), `${effect} ${end}`)];
}

/** @param {number} status */
export function statusBadge(status) {
  if (status === 0) return make("span", "status s0", "none", make("span", "sr", " sent"));
  return make("span", `status s${Math.floor(status / 100)}`, String(status));
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
  const pre = scrollable(make("pre", "", ...pretty(withoutKeys(body))), title);
  return block(title, isCut ? "the first 32 KiB" : "", pre);
}
