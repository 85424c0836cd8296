// @ts-check
// The dialog that composes rules: a form for each, read and filled by the names of its fields, checked by the sandbox.
import { ask } from "./control.js";
import { byId, make } from "./element.js";

/**
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 * @typedef {import("./faults.js").Script} Script
 * @typedef {import("./control.js").Issue} Issue
 */

const rulesMax = 20;
const callFields = ["method", "path", "itemsAbove"];
const timingFields = ["from", "every", "percent", "times"];

const ruleForms = () => [...byId("composer-rules").querySelectorAll("fieldset")];

/** @param {Element} form @param {string} name @returns {Control} */
function control(form, name) {
  // Several effects have a field of the same name; the one that is shown counts.
  const found = [...form.querySelectorAll(`[data-field="${name}"]`)].find(
    (each) => !each.closest("[data-effect][hidden]"),
  );
  if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof HTMLTextAreaElement) {
    return found;
  }
  throw new Error(`The rule has no field ${name}`);
}

/** @param {Control} element */
function readValue(element) {
  if (element instanceof HTMLInputElement && element.type === "checkbox") return element.checked;
  if (element.dataset.kind !== "number") return element.value;
  return element.value === "" ? null : Number(element.value);
}

/** @param {Control} element @param {unknown} value */
function fill(element, value) {
  if (element instanceof HTMLInputElement && element.type === "checkbox") element.checked = value === true;
  else element.value = value === null || value === undefined ? "" : String(value);
}

/** @param {Element} form @param {string[]} names */
const read = (form, names) => Object.fromEntries(names.map((name) => [name, readValue(control(form, name))]));

/** @param {Element} form */
function effectNames(form) {
  const shown = form.querySelector("[data-effect]:not([hidden])");
  return [...(shown?.querySelectorAll("[data-field]") ?? [])].map(
    (element) => element.getAttribute("data-field") ?? "",
  );
}

/** @param {Element} form */
function readRule(form) {
  const [api, operation] = control(form, "operation").value.split(".");
  return {
    calls: { api, operation, ...read(form, callFields) },
    ...read(form, timingFields),
    takesEffect: hasChoice(form) && readValue(control(form, "takesEffect")),
    effect: { type: control(form, "type").value, ...read(form, effectNames(form)) },
  };
}

function readScript() {
  const name = byId("script-name");
  const seed = byId("script-seed");
  return {
    name: name instanceof HTMLInputElement ? name.value : "",
    seed: seed instanceof HTMLInputElement && seed.value !== "" ? Number(seed.value) : null,
    rules: ruleForms().map(readRule),
  };
}

/** @param {Element} form */
const hasChoice = (form) => form.querySelector("[data-effect]:not([hidden])")?.hasAttribute("data-choice") ?? false;

/** Shows the fields of the chosen effect, and of no other. @param {Element} form */
function showEffect(form) {
  const type = control(form, "type").value;
  for (const fields of form.querySelectorAll("[data-effect]")) {
    if (fields instanceof HTMLElement) fields.hidden = fields.dataset.effect !== type;
  }
  const choice = form.querySelector("[data-takes-effect]");
  if (choice instanceof HTMLElement) choice.hidden = !hasChoice(form);
}

/** @param {any} [rule] */
function addRule(rule) {
  const template = byId("rule-template");
  if (!(template instanceof HTMLTemplateElement)) return;
  byId("composer-rules").append(template.content.cloneNode(true));
  const form = ruleForms().at(-1);
  if (!form) return;
  if (rule) {
    fillOption(control(form, "operation"), `${rule.calls.api}.${rule.calls.operation}`);
    fill(control(form, "type"), rule.effect.type);
    showEffect(form);
    for (const name of callFields) fill(control(form, name), rule.calls[name]);
    for (const name of timingFields) fill(control(form, name), rule[name]);
    for (const name of effectNames(form)) fillOption(control(form, name), rule.effect[name]);
    fill(control(form, "takesEffect"), rule.takesEffect);
    const narrow = form.querySelector("details");
    if (narrow) narrow.open = rule.calls.method !== "*" || rule.calls.path !== "*" || rule.calls.itemsAbove > 0;
  } else showEffect(form);
  control(form, "type").addEventListener("change", () => showEffect(form));
  form.querySelector("[data-remove]")?.addEventListener("click", () => {
    const index = ruleForms().indexOf(form);
    form.remove();
    changed();
    const next = ruleForms()[Math.min(index, ruleForms().length - 1)];
    if (next) control(next, "operation").focus();
    else byId("add-rule").focus();
  });
  const move = form.querySelector("[data-move]");
  move?.addEventListener("click", () => {
    form.previousElementSibling?.before(form);
    changed();
    if (move instanceof HTMLButtonElement && !move.hidden) move.focus();
    else control(form, "operation").focus();
  });
}

/** A value that the list does not have becomes a line of it. @param {Control} element @param {unknown} value */
function fillOption(element, value) {
  fill(element, value);
  if (!(element instanceof HTMLSelectElement) || element.value === String(value)) return;
  element.append(new Option(String(value), String(value)));
  fill(element, value);
}

function numberRules() {
  const forms = ruleForms();
  forms.forEach((form, index) => {
    const name = `Rule ${index + 1}`;
    form.querySelector("legend")?.replaceChildren(name);
    const problems = form.querySelector("[data-problems]");
    if (problems) problems.id = `problems-${index + 1}`;
    /** @param {string} selector @param {string} word @param {boolean} isHidden */
    const button = (selector, word, isHidden) => {
      const element = form.querySelector(selector);
      if (!(element instanceof HTMLElement)) return;
      element.replaceChildren(word, make("span", "sr", ` ${name}`));
      element.hidden = isHidden;
    };
    button("[data-move]", "Move up", index === 0);
    button("[data-remove]", "Remove rule", forms.length === 1);
  });
  const add = byId("add-rule");
  if (add instanceof HTMLButtonElement) add.disabled = forms.length >= rulesMax;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let checkSoon;
let checks = 0;

function changed() {
  numberRules();
  clearTimeout(checkSoon);
  checkSoon = setTimeout(check, 250);
}

/** @param {{ sentence: string }} rule */
const sentenceOf = ({ sentence }) => sentence;

/** Asks the sandbox what the form says and what is wrong with it; true when it may be armed. */
async function check() {
  checks += 1;
  const own = checks;
  const asked = await ask("POST", "/faults/check", readScript());
  // Only the last answer tells of the form as it is.
  if (own !== checks) return false;
  if (asked.ok) showProblems(asked.value.issues ?? [], (asked.value.rules ?? []).map(sentenceOf));
  else byId("composer-problem").textContent = asked.message;
  return asked.ok && asked.value.isValid;
}

/** What is wrong with a field, behind the name the form has for it. @param {Element} form @param {Issue} issue */
function problem(form, { path, message }) {
  const name = path.split(".").at(-1) ?? "";
  const field = [...form.querySelectorAll(`[data-field="${name}"]`)].find(
    (each) => !each.closest("[data-effect][hidden]"),
  );
  const label = field?.closest("label")?.querySelector("span")?.textContent;
  field?.setAttribute("aria-invalid", "true");
  field?.setAttribute("aria-describedby", form.querySelector("[data-problems]")?.id ?? "");
  return make("li", "problem", label ? `${label}: ${message}` : message);
}

/** @param {Issue[]} issues @param {string[]} sentences */
function showProblems(issues, sentences) {
  ruleForms().forEach((form, index) => {
    const sentence = form.querySelector("[data-sentence]");
    if (sentence) sentence.textContent = sentences[index] ?? "";
    for (const element of form.querySelectorAll("[aria-invalid]")) {
      element.removeAttribute("aria-invalid");
      element.removeAttribute("aria-describedby");
    }
    const own = issues.filter(({ path }) => path.startsWith(`rules.${index}.`));
    form.querySelector("[data-problems]")?.replaceChildren(...own.map((issue) => problem(form, issue)));
  });
  const others = issues.filter(({ path }) => !/^rules\.\d+\./.test(path));
  const names = new Map([
    ["seed", "Seed of the chances: "],
    ["name", "Name: "],
  ]);
  const messages = others.map(({ path, message }) => `${names.get(path) ?? ""}${message}`);
  if (others.length < issues.length) messages.unshift("A rule needs a change; it says which.");
  byId("composer-problem").textContent = messages.join(" ");
}

/** Opens the dialog with a script to change, or with one new rule. @param {Script | null} script */
export function openComposer(script) {
  const dialog = byId("composer");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const [name, seed] = [byId("script-name"), byId("script-seed")];
  if (name instanceof HTMLInputElement) name.value = script?.name ?? "";
  if (seed instanceof HTMLInputElement) seed.value = String(script?.seed ?? 1);
  byId("composer-title").textContent = script ? "Edit faults" : "Compose faults";
  byId("composer-rules").replaceChildren();
  byId("composer-problem").textContent = "";
  for (const rule of script?.rules ?? [undefined]) addRule(rule);
  changed();
  dialog.showModal();
  const [first] = ruleForms();
  if (first) control(first, "operation").focus();
  dialog.querySelector(".composer-body")?.scrollTo(0, 0);
}

/** @param {(script: unknown) => Promise<import("./control.js").Asked>} arm @param {() => void} onArmed */
export function wireComposer(arm, onArmed) {
  const dialog = byId("composer");
  if (!(dialog instanceof HTMLDialogElement)) return;
  byId("add-rule").addEventListener("click", () => {
    addRule();
    changed();
    const form = ruleForms().at(-1);
    if (form) control(form, "operation").focus();
  });
  byId("composer-form").addEventListener("input", changed);
  byId("composer-cancel").addEventListener("click", () => dialog.close());
  byId("composer-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(checkSoon);
    const isValid = await check();
    const asked = isValid ? await arm(readScript()) : undefined;
    if (asked?.ok) {
      dialog.close();
      onArmed();
      return;
    }
    if (asked) byId("composer-problem").textContent = asked.message;
    const wrong = dialog.querySelector("[aria-invalid]");
    if (wrong instanceof HTMLElement) wrong.focus();
  });
}
