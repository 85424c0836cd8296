// @ts-check
// The address and the keys of the workspace: shown, hidden wherever they turn up, copied.
import { byId, make } from "./element.js";

/** @typedef {{ key: string, secret: string, clientId: string }} Credentials */

export const root = `/w/${document.body.dataset.workspace}`;
const baseUrl = `${location.origin}${root}/v1`;

const access = {
  /** @type {Credentials} */
  credentials: { key: "", secret: "", clientId: "" },
  isRevealed: false,
};

/** @param {string} secret */
function masked(secret) {
  return `••••••••${secret.slice(-4)}`;
}

/** Hides keys, secrets and access tokens of the sandbox wherever they turn up. @param {string} text */
export function withoutKeys(text) {
  if (access.isRevealed) return text;
  return text.replace(/sandbox_(key|secret|token)_([\w.]+)/g, (_, kind, rest) => `sandbox_${kind}_${masked(rest)}`);
}

/** Hides credentials that are not the right ones, too. @param {string} name @param {string} value */
export function headerText(name, value) {
  if (access.isRevealed || !/authorization|api-?key|token|secret|cookie/i.test(name)) return withoutKeys(value);
  const [first = "", ...rest] = value.split(" ");
  return rest.length > 0 ? `${first} ${masked(rest.join(" "))}` : masked(value);
}

/** @returns {Record<string, string>} */
function values() {
  const { key, secret, clientId } = access.credentials;
  return {
    base: baseUrl,
    key,
    secret,
    clientId,
    bearer: `Bearer ${key}`,
    tokenUrl: `${location.origin}${root}/oauth/token`,
  };
}

/** The key of the workspace, for what the page itself asks of the sandbox. */
export const workspaceKey = () => access.credentials.key;

/** @param {Credentials} credentials */
export function useCredentials(credentials) {
  access.credentials = credentials;
  renderAccess();
}

function renderAccess() {
  const all = values();
  for (const element of document.querySelectorAll("[data-value]")) {
    if (element instanceof HTMLElement) element.textContent = withoutKeys(all[element.dataset.value ?? ""] ?? "");
  }
  byId("expectation-example").textContent = [
    `curl -X PUT ${location.origin}${root}/expectation \\`,
    `  -H "X-API-Key: ${withoutKeys(all.key ?? "")}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '{"expected": [{"kind": "list", "name": "Spring buyers", "members": ["u1", "u2"]}]}'`,
  ].join("\n");
  byId("example").textContent = [
    `curl ${baseUrl}/lists \\`,
    `  -H "Authorization: ${withoutKeys(all.bearer ?? "")}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '{"name": "Spring buyers"}'`,
  ].join("\n");
}

/** @param {() => void} onRevealed */
export function wireAccess(onRevealed) {
  const reveal = byId("reveal");
  reveal.addEventListener("click", () => {
    access.isRevealed = !access.isRevealed;
    reveal.setAttribute("aria-pressed", String(access.isRevealed));
    const word = access.isRevealed ? "Hide" : "Reveal";
    reveal.replaceChildren(word, make("span", "sr", " keys"));
    renderAccess();
    onRevealed();
  });
  const toggle = byId("ways-toggle");
  toggle.addEventListener("click", () => {
    const isOpen = toggle.getAttribute("aria-expanded") === "true";
    toggle.setAttribute("aria-expanded", String(!isOpen));
    byId("ways").hidden = isOpen;
  });
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!(button instanceof HTMLElement)) continue;
    button.addEventListener("click", () => copy(button, values()[button.dataset.copy ?? ""] ?? ""));
  }
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
