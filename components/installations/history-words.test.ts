import { expect, test } from "vitest";
import { historyEntry } from "./history-words";

const entry = (action: string, details: unknown = {}) =>
  historyEntry({ action: `installation.${action}`, details }, (id) => (id === "token" ? "API key" : undefined));

test.each([
  ["created", { number: "1.0", name: "Production" }, "installed version 1.0"],
  ["saved", { name: "Production" }, "changed the answers"],
  ["saved", { name: "New", nameBefore: "Old" }, "renamed it from “Old” to “New”"],
  ["paused", {}, "paused it"],
  ["resumed", {}, "had it go on"],
  ["upgraded", { from: "1.0", to: "1.1" }, "upgraded it from 1.0 to 1.1"],
  ["rolled_back", { from: "1.1", to: "1.0" }, "rolled it back from 1.1 to 1.0"],
])("%s %o is told as “%s”", (action, details, text) => {
  expect(entry(action, details).text).toBe(text);
});

test("secrets are told by the name of their field, and what a rollback could not give back word for word", () => {
  expect(entry("saved", { storedSecrets: ["token"], deletedSecrets: ["gone"], notes: ["A note."] }).notes).toEqual([
    "Stored: API key.",
    "No longer stored: a secret that is no longer asked for.",
    "A note.",
  ]);
});

test("details that nobody understands say nothing, rather than break the page", () => {
  expect(entry("upgraded", { from: 1, to: null })).toEqual({ text: "upgraded it from ? to ?", notes: [] });
  expect(entry("something_new", null)).toEqual({ text: "installation.something_new", notes: [] });
});
