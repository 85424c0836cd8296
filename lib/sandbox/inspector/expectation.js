// @ts-check
// Expected against actual: what is missing at the partner, and what is too much.
import { ask } from "./control.js";
import { byId, count, grouped, make } from "./element.js";

/**
 * @typedef {{ kind: string, name: string, value?: unknown, exists: boolean, isMet: boolean, expected: number,
 *   actual: number, missingTotal: number, surplusTotal: number, missing: string[], surplus: string[] }} Compared
 */

const kindNames = { list: "List", property: "Property", tag: "Tag", group: "Group", trait: "Trait", event: "Event" };

/** @param {{ isMet: boolean, results: Compared[] }} comparison */
export function showExpectation({ results }) {
  const open = results.filter(({ isMet }) => !isMet).length;
  byId("expectation-count").textContent = results.length === 0 ? "" : open === 0 ? "met" : grouped(open);
  byId("expectation-empty").hidden = results.length > 0;
  byId("expectation-forget").hidden = results.length === 0;
  byId("expectation-results").replaceChildren(...results.map(target));
}

/** @param {Compared} compared */
function target(compared) {
  const { kind, name, value, exists, isMet, expected, actual, missingTotal, surplusTotal } = compared;
  const kindName = kindNames[/** @type {keyof typeof kindNames} */ (kind)] ?? kind;
  const title = value === undefined ? name : `${name} = ${JSON.stringify(value)}`;
  const head = make("h3", "", make("span", "muted", `${kindName} `), title);
  const state = make("span", `badge ${isMet ? "good" : "bad"}`, isMet ? "As expected" : "Differs");
  const facts = [`${grouped(expected)} expected`, `${grouped(actual)} there`];
  if (missingTotal > 0) facts.push(`${grouped(missingTotal)} missing`);
  if (surplusTotal > 0) facts.push(`${grouped(surplusTotal)} too many`);
  const note = make(
    "p",
    "muted compared-note",
    exists ? facts.join(" · ") : `The partner has no such ${kind}. ${facts[0]}.`,
  );
  const card = make("section", "compared", make("div", "armed-head", head, state), note);
  card.append(...ids("Missing", "missing", compared.missing, missingTotal));
  card.append(...ids("Too many", "surplus", compared.surplus, surplusTotal));
  return card;
}

/** @param {string} title @param {string} className @param {string[]} shown @param {number} total */
function ids(title, className, shown, total) {
  if (total === 0) return [];
  const list = make("ul", `ids ${className}`, ...shown.map((id) => make("li", "id-chip", id)));
  if (total > shown.length) list.append(make("li", "more-ids", `and ${grouped(total - shown.length)} more`));
  const details = document.createElement("details");
  details.open = total <= 20;
  details.append(make("summary", "", `${title}: ${count(total, "id")}`), list);
  return [details];
}

export function wireExpectation() {
  byId("expectation-forget").addEventListener("click", async () => {
    const asked = await ask("DELETE", "/expectation");
    byId("announcer").textContent = asked.ok ? "Nothing is expected any more." : asked.message;
    byId("expectation-tab").focus();
  });
}
