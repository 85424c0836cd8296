// @ts-check
// What the partner holds: lists, users, events and profiles, each in a tab. A row opens to the whole of it.
import { root } from "./access.js";
import { byId, clock, count, grouped, make, scrollable } from "./element.js";
import { pretty } from "./json-view.js";
import { chooseTab, chosenTab } from "./tabs.js";

/**
 * @typedef {{ id: string, name: string, total: number }} ListRow
 * @typedef {{ id: string, email?: string }} Member
 * @typedef {{ key: string, type: string, holders: number }} PropertyRow
 * @typedef {{ lists: ListRow[] }} Lists
 * @typedef {{ total: number, users: { id: string, properties: number, tags: string[] }[], properties: PropertyRow[],
 *   tags: { tag: string, total: number }[] }} Users
 * @typedef {{ total: number, events: { number: number, name: string, who: string, receivedAt: string }[],
 *   profileTotal: number, profiles: { id: string, traits: number }[], groups: { name: string, total: number }[] }} Events
 * @typedef {{ id: string, name: string, side: string, note: string, version: string }} Row
 */

const kinds = ["lists", "users", "events", "profiles"];

/** The open rows keep their elements, and with them their state. @type {Map<string, HTMLDetailsElement>} */
const rows = new Map();

/** @param {Lists} data */
export function showLists({ lists }) {
  renderRows(
    "lists",
    lists.length,
    lists.map(({ id, name, total }) => ({ id, name, side: grouped(total), note: id, version: `${total}` })),
  );
}

/** @param {Users} data */
export function showUsers({ total, users, properties, tags }) {
  byId("users-facts").replaceChildren(
    ...facts(
      "Properties",
      properties.map(({ key, type, holders }) => ({ name: key, note: type, total: holders })),
    ),
    ...facts(
      "Tags",
      tags.map(({ tag, total }) => ({ name: tag, note: "", total })),
    ),
    ...(users.length > 0 && properties.length + tags.length > 0 ? [make("h3", "fact-heading", "Users")] : []),
  );
  renderRows(
    "users",
    total,
    users.map(({ id, properties, tags }) => ({
      id,
      name: id,
      side: "",
      note: [count(properties, "property").replace(/ys$/, "ies"), ...(tags.length ? [tags.join(", ")] : [])].join(
        " · ",
      ),
      version: "",
    })),
  );
}

/** @param {Events} data */
export function showEvents({ total, events, profileTotal, profiles, groups }) {
  renderRows(
    "events",
    total,
    events.map(({ number, name, who, receivedAt }) => ({
      id: String(number),
      name,
      side: clock(receivedAt),
      note: who,
      version: "same",
    })),
  );
  byId("profiles-facts").replaceChildren(
    ...facts(
      "Groups",
      groups.map(({ name, total }) => ({ name, note: "", total })),
    ),
    ...(profiles.length > 0 && groups.length > 0 ? [make("h3", "fact-heading", "Profiles")] : []),
  );
  renderRows(
    "profiles",
    profileTotal,
    profiles.map(({ id, traits }) => ({ id, name: id, side: "", note: count(traits, "trait"), version: "" })),
  );
}

/** @param {string} title @param {{ name: string, note: string, total: number }[]} items */
function facts(title, items) {
  if (items.length === 0) return [];
  const list = make("ul", "facts-list");
  for (const { name, note, total } of items) {
    const item = make("li", "", make("span", "name", name), make("span", "total", grouped(total)));
    item.append(make("span", "sr", ` ${total === 1 ? "user" : "users"}`));
    if (note) item.append(make("span", "id", note));
    list.append(item);
  }
  return [make("h3", "fact-heading", title), list];
}

/** @param {string} kind @param {number} total @param {Row[]} items */
function renderRows(kind, total, items) {
  const wanted = new Set(items.map(({ id }) => `${kind}/${id}`));
  for (const key of rows.keys()) if (key.startsWith(`${kind}/`) && !wanted.has(key)) rows.delete(key);
  const elements = items.map((item) => renderRow(kind, item));
  if (total > items.length) elements.push(make("li", "more", `and ${grouped(total - items.length)} more`));
  byId(kind).replaceChildren(...elements);
  byId(`${kind}-count`).textContent = grouped(total);
  byId(`${kind}-empty`).hidden = total > 0 || byId(`${kind}-facts`).childElementCount > 0;
}

/** @param {string} kind @param {Row} row */
function renderRow(kind, { id, name, side, note, version }) {
  const key = `${kind}/${id}`;
  const details = rows.get(key) ?? rowElement(kind, id, name);
  rows.set(key, details);
  const summary = make("summary", "", make("span", "name", name));
  const total = make("span", "total", side);
  if (kind === "lists") total.append(make("span", "sr", " members"));
  summary.append(total, make("span", "id", note));
  const old = details.querySelector("summary");
  const hadFocus = old !== null && document.activeElement === old;
  if (old) old.replaceWith(summary);
  else details.prepend(summary);
  if (hadFocus) summary.focus();
  // An event never changes; of the others it is not known, so an open one is read again.
  if (details.open && version !== "same") void load(kind, id);
  return details.parentElement ?? make("li", "", details);
}

/** @param {string} kind @param {string} id @param {string} name */
function rowElement(kind, id, name) {
  const details = document.createElement("details");
  details.className = "list";
  const content = scrollable(make("div", "members"), kind === "lists" ? "Members" : name);
  details.append(content);
  details.addEventListener("toggle", () => details.open && void load(kind, id));
  return details;
}

/** @param {string} kind @param {string} id */
async function load(kind, id) {
  const target = rows.get(`${kind}/${id}`)?.querySelector(".members");
  const response = await fetch(`${root}/${kind}/${encodeURIComponent(id)}`).catch(() => undefined);
  if (!target || !response?.ok) return;
  const found = await response.json();
  target.replaceChildren(...(kind === "lists" ? members(found) : [make("pre", "", ...pretty(JSON.stringify(found)))]));
}

/** @param {{ list: ListRow, members: Member[] }} found */
function members({ list, members }) {
  if (members.length === 0) return [make("p", "", "No members.")];
  const items = members.map((member) => {
    const item = make("li", "", member.id);
    if (member.email !== undefined) item.append(make("span", "", member.email));
    return item;
  });
  const rest = list.total - members.length;
  return [make("ul", "", ...items), ...(rest > 0 ? [make("p", "", `and ${grouped(rest)} more`)] : [])];
}

/** Opens the first tab that holds something; the person's own choice stays. */
export function chooseFilled() {
  const isEmpty = (/** @type {string} */ kind) => byId(`${kind}-count`).textContent === "0";
  const chosen = chosenTab();
  if (kinds.includes(chosen) && isEmpty(chosen)) chooseTab(kinds.find((kind) => !isEmpty(kind)) ?? chosen);
}
