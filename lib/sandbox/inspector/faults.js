// @ts-check
// The fault script of the workspace: what is armed, how often each rule has fired, and the scripts to begin with.
import { ask } from "./control.js";
import { byId, count, grouped, make } from "./element.js";
import { openComposer, wireComposer } from "./fault-composer.js";
import { chooseTab } from "./tabs.js";

/**
 * @typedef {{ fault: string, sentence: string, matched: number, hits: number, times: number | null, isSpent: boolean }} Rule
 * @typedef {{ name: string, seed: number, rules: any[] }} Script
 * @typedef {{ script: Script | null, isPaused: boolean, rules: Rule[] }} Faults
 */

/** @type {Faults} */
let faults = { script: null, isPaused: false, rules: [] };

const scriptName = () => faults.script?.name || "Rules of your own";

/** @param {Faults} data */
export function showFaults(data) {
  faults = data;
  const { script, isPaused, rules } = data;
  const isSpent = rules.every((rule) => rule.isSpent);
  byId("armed").hidden = script === null;
  byId("no-faults").hidden = script !== null;
  byId("faults-count").textContent = script === null ? "" : isPaused ? "paused" : isSpent ? "done" : "on";
  byId("armed-name").textContent = script === null ? "" : scriptName();
  const state = byId("armed-state");
  state.textContent = isPaused ? "Paused" : isSpent ? "Played out" : "Armed";
  state.className = `badge ${isPaused || isSpent ? "" : "warn"}`;
  byId("faults-pause").textContent = isPaused ? "Resume" : "Pause";
  byId("armed-rules").replaceChildren(...rules.map(ruleRow));
  byId("faults-on").hidden = script === null || isPaused || isSpent;
  byId("faults-on-text").textContent = "Faults are on:";
  byId("faults-on-name").textContent = script === null ? "" : scriptName();
}

/** @param {Rule} rule */
function ruleRow({ sentence, matched, hits, times, isSpent }) {
  const fired = times === null ? `Fired ${timesWord(hits)}` : `Fired ${grouped(hits)} of ${timesWord(times)}`;
  const note = make("p", "fired", make("span", "hits", fired), ` · ${count(matched, "call")} counted`);
  return make("li", `armed-rule ${isSpent ? "spent" : ""}`, make("p", "sentence", sentence), note);
}

/** @param {number} times */
const timesWord = (times) => count(times, "time");

/** @param {string} text */
const announce = (text) => {
  byId("announcer").textContent = text;
};

/** @param {Promise<import("./control.js").Asked>} asking @param {() => string} done */
async function change(asking, done) {
  const asked = await asking;
  if (asked.ok) showFaults(asked.value);
  announce(asked.ok ? done() : asked.message);
  return asked;
}

/** @param {unknown} body */
const arm = (body) => change(ask("PUT", "/faults", body), () => `Armed: ${scriptName()}`);

function lookAtArmed() {
  byId("armed-name").focus();
  byId("armed").scrollIntoView({ block: "start" });
}

export function wireFaults() {
  for (const button of document.querySelectorAll("[data-script]")) {
    if (!(button instanceof HTMLElement)) continue;
    button.addEventListener("click", async () => {
      const asked = await arm({ readyMade: button.dataset.script });
      // What was armed stands above the list, perhaps out of sight.
      if (asked.ok) lookAtArmed();
    });
  }
  byId("faults-pause").addEventListener("click", () =>
    change(ask("PATCH", "/faults", { isPaused: !faults.isPaused }), () => (faults.isPaused ? "Paused" : "Resumed")),
  );
  byId("faults-again").addEventListener("click", () => arm(faults.script));
  byId("faults-remove").addEventListener("click", async () => {
    const asked = await change(ask("DELETE", "/faults"), () => "The faults are removed.");
    if (asked.ok) byId("compose").focus();
  });
  byId("faults-show").addEventListener("click", () => {
    chooseTab("faults");
    lookAtArmed();
  });
  byId("faults-edit").addEventListener("click", () => openComposer(faults.script));
  byId("compose").addEventListener("click", () => openComposer(null));
  wireComposer(arm, lookAtArmed);
}
