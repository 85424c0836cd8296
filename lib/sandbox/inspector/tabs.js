// @ts-check
// The tabs of what the partner holds and does.
import { byId } from "./element.js";

const tabs = ["lists", "users", "events", "profiles", "faults", "expectation"];

export const chosenTab = () =>
  tabs.find((name) => byId(`${name}-tab`).getAttribute("aria-selected") === "true") ?? "lists";

/** @param {string} chosen */
export function chooseTab(chosen) {
  for (const name of tabs) {
    const tab = byId(`${name}-tab`);
    tab.setAttribute("aria-selected", String(name === chosen));
    tab.tabIndex = name === chosen ? 0 : -1;
    byId(`${name}-panel`).hidden = name !== chosen;
  }
  // On a narrow page the row of tabs scrolls sideways.
  const [tab, row] = [byId(`${chosen}-tab`), byId("lists-tab").parentElement];
  row?.scrollTo({ left: tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2 });
}

export function wireTabs() {
  tabs.forEach((name, index) => {
    const tab = byId(`${name}-tab`);
    tab.addEventListener("click", () => chooseTab(name));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const edge = { Home: 0, End: tabs.length - 1 }[event.key];
      const next = tabs[step === undefined ? (edge ?? -1) : (index + step + tabs.length) % tabs.length];
      if (next === undefined) return;
      event.preventDefault();
      chooseTab(next);
      byId(`${next}-tab`).focus();
    });
  });
}
